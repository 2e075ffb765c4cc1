/** The time, handed in so that rules and tests decide what it is. */
export type Clock = () => Date;
export const systemClock: Clock = () => new Date();
