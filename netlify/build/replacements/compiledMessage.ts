/**
 * Replaces the compiler of messages: `withCompiledMessages` in netlify/build/bundle.ts has compiled all
 * messages of a bundle.
 */
export default function compile<Compiled>(message: Compiled): Compiled {
  return message;
}
