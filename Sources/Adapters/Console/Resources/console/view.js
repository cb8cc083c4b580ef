// @ts-check
// The one place that names the view library, by a relative path: old phones know no import maps.
// @ts-types="./types/preact.d.ts"
export {
  Component,
  html,
  render,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "../vendor/preact/preact-htm.min.js";
