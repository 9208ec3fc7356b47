/** A text of any length for a sentence. */
export const cutText = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}…` : text);
