import { type FunctionalComponent, h } from 'vue';
import type { Place } from './place.js';
import type { Say } from './words.js';

interface Props {
  readonly place: Place;
  readonly say: Say;
  readonly onJump: (place: Place) => void;
}

/** Selects a location in the payload. */
export const PlaceButton: FunctionalComponent<Props> = ({ place, say, onJump }) => (
  <button type="button" class="check-place" onClick={() => onJump(place)}>
    {say('place', { line: place.line, column: place.column })}
  </button>
);
PlaceButton.props = ['place', 'say', 'onJump'];
