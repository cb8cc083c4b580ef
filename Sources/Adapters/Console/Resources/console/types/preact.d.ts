/** The part of Preact and htm that the console uses. */
export type Child = unknown;
export function html(strings: TemplateStringsArray, ...values: unknown[]): Child;
export function render(child: Child, parent: Element): void;
export function h(type: unknown, props: unknown, ...children: Child[]): Child;
export function useState<T>(initial: T | (() => T)): [T, (next: T | ((old: T) => T)) => void];
export function useEffect(effect: () => void | (() => void), inputs?: unknown[]): void;
export function useLayoutEffect(effect: () => void | (() => void), inputs?: unknown[]): void;
export function useMemo<T>(make: () => T, inputs: unknown[]): T;
export function useCallback<T>(callback: T, inputs: unknown[]): T;
export function useRef<T>(initial: T): { current: T };
export class Component<P = unknown, S = unknown> {
  props: P;
  state: S;
  constructor(props: P);
  setState(next: Partial<S>): void;
}
