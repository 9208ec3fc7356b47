import { createMarkdownRenderer as create, disposeMdItInstance } from 'vitepress';

/** A renderer with these options: VitePress keeps the first one of a process otherwise, whatever its options. */
export function createMarkdownRenderer(...options: Parameters<typeof create>): ReturnType<typeof create> {
  disposeMdItInstance();
  return create(...options);
}
