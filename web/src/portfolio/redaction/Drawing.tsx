import { type CSSProperties, type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Area, areaBetween, moved, resized, type Size } from './areas.ts';
import { drawPicture, hideAreas } from './hide-areas.ts';
import styles from './redaction.module.css';

export interface DrawingProps {
  bitmap: ImageBitmap;
  areas: readonly Area[];
  /** How what is drawn next is hidden. */
  mode: Area['mode'];
  onChange: (areas: Area[]) => void;
  onUndo: () => void;
}

interface Point {
  x: number;
  y: number;
}

/** The picture as it will be, to draw areas on by pointer, and to move each by keys. */
export function Drawing({ bitmap, areas, mode, onChange, onUndo }: DrawingProps) {
  const { t } = useTranslation('portfolio');
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState<Size>({ width: bitmap.width, height: bitmap.height });
  const [drawn, setDrawn] = useState<{ from: Point; to: Point } | null>(null);
  const sheet = useRef<HTMLFieldSetElement>(null);
  const focusLast = useRef(0);

  useEffect(() => {
    const target = canvas.current;
    if (!target) return;
    const picture = drawPicture(bitmap);
    hideAreas(picture, areas);
    target.width = picture.width;
    target.height = picture.height;
    target.getContext('2d')?.drawImage(picture, 0, 0);
    setSize({ width: picture.width, height: picture.height });
  }, [bitmap, areas]);
  useEffect(() => {
    // an area that was just added is ready for the keys
    if (areas.length > focusLast.current)
      sheet.current?.querySelectorAll<HTMLElement>('button')[areas.length - 1]?.focus({ preventScroll: true });
    focusLast.current = areas.length;
  }, [areas]);

  const pointOf = ({ clientX, clientY }: PointerEvent): Point => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    return { x: ((clientX - box.left) / box.width) * size.width, y: ((clientY - box.top) / box.height) * size.height };
  };
  const share = ({ x, y, width, height }: Omit<Area, 'mode'>): CSSProperties => ({
    insetInlineStart: `${(x / size.width) * 100}%`,
    insetBlockStart: `${(y / size.height) * 100}%`,
    inlineSize: `${(width / size.width) * 100}%`,
    blockSize: `${(height / size.height) * 100}%`,
  });
  const finish = () => {
    const area = drawn && areaBetween(drawn.from, drawn.to, size, mode);
    setDrawn(null);
    if (area) onChange([...areas, area]);
  };
  const onKey = (event: KeyboardEvent, at: number) => {
    const area = areas[at];
    if (!area) return;
    const step = Math.max(1, Math.round(Math.max(size.width, size.height) / 100));
    const by = { ArrowLeft: { x: -step, y: 0 }, ArrowRight: { x: step, y: 0 }, ArrowUp: { x: 0, y: -step }, ArrowDown: { x: 0, y: step } }[
      event.key
    ];
    if (by) onChange(areas.with(at, (event.shiftKey ? resized : moved)(area, by, size)));
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      onChange(areas.toSpliced(at, 1));
      sheet.current?.focus();
    } else return;
    event.preventDefault();
  };
  const open = drawn && areaBetween(drawn.from, drawn.to, size, mode);
  const percent = (part: number, whole: number) => Math.round((part / whole) * 100);
  return (
    <fieldset
      ref={sheet}
      className={styles.drawing}
      aria-label={t('redact.picture')}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.key !== 'z') return;
        event.preventDefault();
        onUndo();
      }}
    >
      <canvas
        ref={canvas}
        className={styles.canvas}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          const at = pointOf(event);
          setDrawn({ from: at, to: at });
        }}
        onPointerMove={(event) => drawn && setDrawn({ from: drawn.from, to: pointOf(event) })}
        onPointerUp={finish}
        onPointerCancel={() => setDrawn(null)}
      />
      {open && <span className={styles.open} style={share(open)} />}
      {areas.map((area, at) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: an area is its place in the list
          key={at}
          type="button"
          className={styles.area}
          style={share(area)}
          aria-label={t('redact.area', {
            number: at + 1,
            mode: t(`redact.modes.${area.mode}`),
            x: percent(area.x, size.width),
            y: percent(area.y, size.height),
            width: percent(area.width, size.width),
            height: percent(area.height, size.height),
          })}
          onKeyDown={(event) => onKey(event, at)}
        />
      ))}
    </fieldset>
  );
}
