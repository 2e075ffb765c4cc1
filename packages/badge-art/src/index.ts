export { type BadgeArtOptions, badgeArt } from './badge-art.ts';
export { bandHeight, bandWidth, type GuillocheOptions, guilloche } from './guilloche.ts';
