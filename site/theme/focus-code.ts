import { onMounted, onUnmounted } from 'vue';

/** Makes code that is too wide focusable, so that the keyboard can scroll it. Tab skips code that fits. */
export function focusWideCode(): void {
  let observer: MutationObserver | undefined;
  let asked = 0;
  const ask = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(markWideCode);
  };
  onMounted(() => {
    markWideCode();
    observer = new MutationObserver(ask);
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['class', 'hidden'] });
    window.addEventListener('resize', ask);
  });
  onUnmounted(() => {
    observer?.disconnect();
    window.removeEventListener('resize', ask);
    cancelAnimationFrame(asked);
  });
}

function markWideCode(): void {
  const blocks = [...document.querySelectorAll<HTMLElement>('pre')].map((block) => [block, block.scrollWidth > block.clientWidth] as const);
  for (const [block, wide] of blocks) {
    if (wide && block.tabIndex < 0) block.tabIndex = 0;
    if (!wide && block.tabIndex === 0) block.removeAttribute('tabindex');
  }
}
