import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nudged, type Region, regionBetween } from './pin.ts';
import styles from './pins.module.css';
import { boundsOf } from './Regions.tsx';

interface RegionPickerProps {
  onPick: (region: Region) => void;
  onLeave: () => void;
}

const middle: Region = { kind: 'region', x: 0.3, y: 0.3, width: 0.4, height: 0.4 };

/** Lies over a picture to frame a region of it: drawn by pointer, or moved and sized by arrow keys and pinned by Enter. */
export function RegionPicker({ onPick, onLeave }: RegionPickerProps) {
  const { t } = useTranslation('evaluation');
  const surface = useRef<HTMLButtonElement>(null);
  const [region, setRegion] = useState(middle);
  const from = useRef<{ x: number; y: number }>(undefined);
  useEffect(() => surface.current?.focus({ preventScroll: true }), []);
  const shareAt = ({ clientX, clientY }: PointerEvent) => {
    const { left, top, width, height } = surface.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return { x: (clientX - left) / width, y: (clientY - top) / height };
  };
  const press = (event: KeyboardEvent) => {
    const next = nudged(region, event.key, event.shiftKey, event.altKey ? 0.01 : 0.05);
    if (next) setRegion(next);
    else if (event.key === 'Escape') onLeave();
    else return;
    event.preventDefault();
  };
  const percent = (share: number) => Math.round(share * 100);
  return (
    <>
      <button
        ref={surface}
        type="button"
        className={styles.surface}
        aria-label={t('pins.frame')}
        onKeyDown={press}
        onPointerDown={(event) => {
          from.current = shareAt(event);
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          const drawn = from.current && regionBetween(from.current, shareAt(event));
          if (drawn) setRegion(drawn);
        }}
        onPointerUp={(event) => {
          const drawn = from.current && regionBetween(from.current, shareAt(event));
          from.current = undefined;
          if (drawn) onPick(drawn);
        }}
        // pressed by key; a pointer has drawn already
        onClick={(event) => event.detail === 0 && onPick(region)}
      >
        <span className={styles.framing} style={boundsOf(region)} />
      </button>
      <span className="visually-hidden" role="status">
        {t('pins.framed', {
          left: percent(region.x),
          top: percent(region.y),
          width: percent(region.width),
          height: percent(region.height),
        })}
      </span>
    </>
  );
}
