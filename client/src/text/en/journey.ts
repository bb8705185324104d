export const journey = {};
