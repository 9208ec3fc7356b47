import { useData } from 'vitepress';
import { onMounted, onUnmounted, watch } from 'vue';

/** VitePress's texts for screen readers that its configuration can't change. */
const words: readonly { readonly at: string; readonly en: string; readonly fr: string }[] = [
  { at: '#main-nav-aria-label', en: 'Main navigation', fr: 'Navigation principale' },
  { at: '#sidebar-aria-label', en: 'Pages of this section', fr: 'Pages de cette section' },
  { at: '#doc-footer-aria-label', en: 'Next pages', fr: 'Pages voisines' },
  { at: '.VPNavBarHamburger', en: 'Menu', fr: 'Menu' },
  { at: '.VPNavBarExtra > .button', en: 'More', fr: 'Plus' },
];

/**
 * Labels VitePress's interface for screen readers, in the page's language. A group's heading in its sidebar is a button
 * that contains another one, and neither tells whether the group is open. This makes the heading the only button, and
 * adds that.
 */
export function describeInterface(): void {
  const { lang } = useData();
  let observer: MutationObserver | undefined;
  const describe = () => {
    describeGroups();
    nameParts(/^fr\b/i.test(lang.value) ? 'fr' : 'en');
  };
  onMounted(() => {
    describe();
    observer = new MutationObserver(describe);
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] });
    document.addEventListener('keydown', pressWithSpace);
  });
  watch(lang, describe, { flush: 'post' });
  onUnmounted(() => {
    observer?.disconnect();
    document.removeEventListener('keydown', pressWithSpace);
  });
}

const groupHeadings = '.VPSidebarItem.collapsible > .item[role="button"]';

function describeGroups(): void {
  for (const heading of document.querySelectorAll(groupHeadings)) {
    setAttribute(heading, 'aria-expanded', String(!heading.parentElement?.classList.contains('collapsed')));
    const caret = heading.querySelector('.caret[role]');
    for (const name of ['role', 'tabindex', 'aria-label']) caret?.removeAttribute(name);
    caret?.setAttribute('aria-hidden', 'true');
  }
}

function nameParts(language: 'en' | 'fr'): void {
  for (const part of words) {
    for (const element of document.querySelectorAll(part.at)) {
      if (element.tagName === 'BUTTON') setAttribute(element, 'aria-label', part[language]);
      else if (element.textContent !== part[language]) element.textContent = part[language];
    }
  }
}

/** Writes changes only, or the observer would call itself endlessly. */
function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** A button must react to the space bar; VitePress's only handles Enter. */
function pressWithSpace(event: KeyboardEvent): void {
  const { target } = event;
  if (event.key !== ' ' || !(target instanceof HTMLElement) || !target.matches(groupHeadings)) return;
  event.preventDefault();
  target.click();
}
