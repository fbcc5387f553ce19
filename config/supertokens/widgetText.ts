/** The texts of the widget in the language of the page, by their names. */
export type WidgetTexts = Readonly<Record<string, string>>;

/** Returns the text with a name, or the name if there is none. */
export type WidgetTranslator = (name: string) => string;
