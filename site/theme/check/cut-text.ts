/** Shortens a text to fit a sentence. */
export const cutText = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}…` : text);
