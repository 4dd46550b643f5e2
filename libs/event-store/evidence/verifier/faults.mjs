/** What is wrong with the package that is being looked at. */
export const faults = [];
export const fail = (place, what) => void faults.push(`${place}: ${what}`);
export const check = (holds, place, what) => void (holds || fail(place, what));
