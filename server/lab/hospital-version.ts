/** Raised whenever the same scenario, seed and actions give other bytes than before. */
export const HOSPITAL_VERSION = 4;
