interface DropChipProps {
  readonly text: string;
  readonly onDrop: () => void;
}

/** Something that was chosen, and takes itself back when it is pressed. */
export function DropChip({ text, onDrop }: DropChipProps) {
  return (
    <button type="button" className="chip chip-button" aria-label={`Take back: ${text}`} title={text} onClick={onDrop}>
      <span className="cut">{text}</span> ×
    </button>
  );
}
