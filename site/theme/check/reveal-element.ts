/** Scrolls an element into view, as little as possible. The keyboard focus stays where it is. */
export function revealElement(element: HTMLElement): void {
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'nearest', behavior: isStill ? 'instant' : 'smooth' });
}
