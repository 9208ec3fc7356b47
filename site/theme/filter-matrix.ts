import { fold } from './search/tokens.js';

/** An element that can be hidden. */
export interface Hideable {
  // The DOM also has `until-found`.
  hidden: boolean | string;
}

/** What is on the page, read once: sections (providers), their rows (groups) and the events in them. */
export interface Matrix {
  readonly sections: readonly MatrixSection[];
}

export interface MatrixSection {
  readonly element: Hideable;
  readonly name: string;
  readonly rows: readonly {
    readonly element: Hideable;
    readonly events: readonly { readonly element: Hideable; readonly text: string }[];
  }[];
}

export interface MatrixFilter {
  readonly text: string;
  /** The sections to show; all if empty. */
  readonly sections: ReadonlySet<string>;
}

/** Hides events that don't match, and groups and providers without matches. Returns the number of matches. */
export function filterMatrix({ sections }: Matrix, filter: MatrixFilter): number {
  const words = fold(filter.text)
    .split(/\s+/)
    .filter((word) => word !== '');
  let left = 0;
  for (const { element, name, rows } of sections) {
    const before = left;
    const chosen = filter.sections.size === 0 || filter.sections.has(name);
    for (const row of rows) {
      const beforeRow = left;
      for (const event of row.events) {
        const matches = chosen && words.every((word) => event.text.includes(word));
        show(event.element, matches);
        if (matches) left++;
      }
      show(row.element, left > beforeRow);
    }
    show(element, left > before);
  }
  return left;
}

/** Writes changes only, because writing to the DOM is slow. */
function show(element: Hideable, visible: boolean): void {
  if (Boolean(element.hidden) === visible) element.hidden = !visible;
}

/** Reads the matrix on the page. An event matches by its name, its group's and its provider's. */
export function readMatrix(root: Element): Matrix {
  return {
    sections: Array.from(root.querySelectorAll<HTMLElement>('section'), (section) => {
      const name = section.querySelector('h2 a:not(.header-anchor)')?.textContent?.trim() ?? '';
      return {
        element: section,
        name,
        rows: Array.from(section.querySelectorAll<HTMLTableRowElement>('tbody tr'), (row) => {
          const around = `${name} ${row.cells[0]?.textContent ?? ''}`;
          return {
            element: row,
            events: Array.from(row.querySelectorAll('a'), (link) => ({ element: link, text: fold(`${around} ${link.textContent}`) })),
          };
        }),
      };
    }),
  };
}
