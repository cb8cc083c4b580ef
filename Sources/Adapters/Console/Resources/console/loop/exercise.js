// @ts-check
// When a screen is marked as an exercise. A real matter must never carry the mark of a drill that runs beside it.

/**
 * `whole`: the mark lies over the screen. `beside`: a strip says that a drill is running, and its rows say which they are.
 * @param {{ exercise: boolean } | null | undefined} selected the matter that the screen is about
 * @param {{ exercise: boolean }[]} matters all open ones
 * @returns {"none" | "beside" | "whole"}
 */
export function exerciseMark(selected, matters) {
  const drills = matters.filter((one) => one.exercise).length;
  if (selected ? selected.exercise : drills > 0 && drills === matters.length) return "whole";
  return drills > 0 ? "beside" : "none";
}
