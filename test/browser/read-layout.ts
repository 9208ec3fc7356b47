import type { Page } from 'playwright-core';

/** What can't be read at the window's width: what stands beyond it, is cut off, or has to be scrolled sideways (but for code). */
export function findCutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const name = (element: Element) => `${element.tagName.toLowerCase()}.${element.className}: ${element.textContent?.trim().slice(0, 60)}`;
    const found: string[] = [];
    const over = document.documentElement.scrollWidth - width;
    if (over > 0) found.push(`the page is ${over} px wider than the window`);
    // For screen readers alone.
    const unseen = [...document.querySelectorAll('body *')].filter((element) => getComputedStyle(element).clipPath === 'inset(50%)');
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      if (unseen.some((each) => each.contains(element)) || element.closest('.visually-hidden, pre, svg, [aria-hidden="true"]') !== null)
        continue;
      if (element.textContent?.trim() === '') continue;
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const { left, right } = element.getBoundingClientRect();
      // A menu that is closed stands beside the window.
      if (right <= 0 || left >= width) continue;
      if (right > width + 1) found.push(`beyond the window by ${Math.round(right - width)} px: ${name(element)}`);
      const { overflowX, display } = getComputedStyle(element);
      if (overflowX === 'visible' || display.startsWith('inline')) continue;
      if (element.scrollWidth > element.clientWidth + 1) found.push(`cut off (${overflowX}): ${name(element)}`);
    }
    return found;
  });
}

/** Tables that aren't lists, each cell below the heading of its column. */
export function findTables(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const cell of document.querySelectorAll<HTMLElement>('.vp-doc td')) {
      const { display } = getComputedStyle(cell);
      if (display === 'none' && cell.textContent?.trim() === '') continue;
      const label = cell.dataset['label'] ?? '';
      const before = getComputedStyle(cell, '::before');
      const shown = before.content.includes(label.slice(0, 20)) && before.display !== 'none';
      if (display === 'table-cell') found.push(`${display}: ${cell.textContent?.slice(0, 60)}`);
      // In the table of all events the columns speak for themselves.
      if (label === '' || shown || cell.closest('.event-matrix') !== null) continue;
      found.push(`no label: ${label}: ${cell.textContent?.slice(0, 60)}`);
    }
    return found;
  });
}
