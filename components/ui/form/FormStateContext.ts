'use client';

import { createContext } from 'react';
import { INITIAL_STATE, type FormState } from './formState';

/** The state of the form around a field. */
export const FormStateContext = createContext<FormState>(INITIAL_STATE);
