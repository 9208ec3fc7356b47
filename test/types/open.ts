/** In a literal, TypeScript refuses properties that the type doesn't list. JSON Schema's open objects accept them. */
export const openType = `
export type Open<T> = T extends readonly unknown[]
  ? { [K in keyof T]: Open<T[K]> }
  : T extends object ? { [K in keyof T]: Open<T[K]> } & { [k: string]: unknown } : T;
`;
