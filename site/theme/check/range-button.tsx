import { type FunctionalComponent, h } from 'vue';
import type { TextRange } from './text-range.js';
import type { Say } from './words.js';

interface Props {
  readonly range: TextRange;
  readonly say: Say;
  readonly onJump: (range: TextRange) => void;
}

/** Selects a location in the payload. */
export const RangeButton: FunctionalComponent<Props> = ({ range, say, onJump }) => (
  <button type="button" class="check-place" onClick={() => onJump(range)}>
    {say('place', { line: range.line, column: range.column })}
  </button>
);
RangeButton.props = ['range', 'say', 'onJump'];
