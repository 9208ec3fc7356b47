import { fold } from './search/tokens.js';

/** Something of the page that can be hidden. */
export interface Hideable {
  // The DOM has `until-found` beside yes and no.
  hidden: boolean | string;
}

/** What is on the page, read once: sections (a provider's), their rows (groups), and what events stand in them. */
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
  /** The sections to show; all where none is named. */
  readonly sections: ReadonlySet<string>;
}

/** Hides events that don't match, and groups and providers that have none left; gives how many there are left. */
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

/** What is as it should be is left alone: writing is what costs. */
function show(element: Hideable, visible: boolean): void {
  if (Boolean(element.hidden) === visible) element.hidden = !visible;
}

/** The matrix as it stands on the page. An event goes by its name, its group's and its provider's. */
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
