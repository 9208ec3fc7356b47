import { describe, it } from 'vitest';
import { followGuide } from './follow-guide.js';
import { followedGuides } from './followed-guides.js';

describe('doing what a guide says leads where it says', () => {
  it.each(Object.entries(followedGuides))('%s', (file, following) => followGuide(file, following));
});
