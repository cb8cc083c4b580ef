// @ts-check
// What the pages of fires ask for: the forests, the picture of one fire with its rasters, and what a line would do.

import { useEffect, useRef, useState } from "../view.js";
import { ask, askBytes, Problem } from "../live/api.js";
import { reasonOf } from "../live/reason.js";
import { rasterOf } from "./raster.js";

/** A new picture comes when the wind turns or something is learned; a quarter of a minute is soon enough to see it. */
const AGAIN_MILLISECONDS = 15_000;
/** The first takes seconds, and somebody waits for it. */
const MAKING_MILLISECONDS = 2_000;
/** Danger moves over hours. */
const FORESTS_MILLISECONDS = 60_000;

/** @typedef {{ state: "loading" | "making" | "none" | "ready", picture: any, error: string, again: () => void }} Fire */

/** The picture of one fire, kept fresh; what is shown stays when an answer fails. @param {string} id @param {number} [version] of the incident @returns {Fire} */
export function useFire(id, version = 0) {
  const [told, setTold] = useState(
    /** @type {{ state: Fire["state"], picture: any, error: string }} */ ({
      state: "loading",
      picture: null,
      error: "",
    }),
  );
  const look = useRef(() => {});
  useEffect(() => setTold({ state: "loading", picture: null, error: "" }), [id]);
  useEffect(() => {
    let left = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const next = (/** @type {number} */ milliseconds) => {
      clearTimeout(timer);
      if (!left) timer = setTimeout(() => look.current(), milliseconds);
    };
    look.current = async () => {
      try {
        const answer = await ask("GET", `/api/incidents/${encodeURIComponent(id)}/fire`);
        if (left) return;
        const making = answer?.state === "making";
        setTold((old) => ({ state: making ? "making" : "ready", picture: making ? old.picture : answer, error: "" }));
        next(making ? MAKING_MILLISECONDS : AGAIN_MILLISECONDS);
      } catch (fault) {
        if (left) return;
        const none = fault instanceof Problem && fault.status === 404;
        setTold((old) => none ? { state: "none", picture: null, error: "" } : { ...old, error: reasonOf(fault) });
        next(AGAIN_MILLISECONDS);
      }
    };
    look.current();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [id, version]);
  return { ...told, again: () => look.current() };
}

/** The forests of the city, asked for again while somebody looks. */
export function useForests() {
  const [forests, setForests] = useState(/** @type {any[] | null} */ (null));
  const [error, setError] = useState("");
  const load = () =>
    ask("GET", "/api/forests").then((told) => {
      setForests(told.items);
      setError("");
    }, (fault) => setError(reasonOf(fault)));
  useEffect(() => {
    void load();
    const timer = setInterval(load, FORESTS_MILLISECONDS);
    return () => clearInterval(timer);
  }, []);
  return { forests, error, again: load };
}

/** So many of the newest closed incidents are looked through. */
const CLOSED_MAX = 100;

/** Fires that are closed, newest first. @returns {Promise<any[]>} */
export async function closedFires() {
  const { items } = await ask("GET", `/api/incidents?state=closed&limit=${CLOSED_MAX}`);
  return items.filter((/** @type {any} */ one) => one.kind === "wildfire");
}

/** One raster of a picture. @param {any} picture @param {string} name @returns {Promise<import("./raster.js").Raster>} */
export async function loadLayer(picture, name) {
  const { columns, rows, layers } = picture.grid;
  const layer = layers.find((/** @type {any} */ one) => one.name === name);
  if (!layer) throw new Problem(404, "", name);
  // Of which picture it is, so that no answer of an older one is taken from somewhere on the way.
  const path = `/api/incidents/${encodeURIComponent(picture.incident)}/fire/layers/${name}?of=${picture.number}`;
  return rasterOf(await (await askBytes(path)).arrayBuffer(), columns, rows, layer.scale);
}

/** A raster of a picture, or null while it is not here. @param {any} picture @param {string | null} name */
export function useLayer(picture, name) {
  const [held, setHeld] = useState(
    /** @type {{ key: string, raster: import("./raster.js").Raster | null, error: string }} */ ({
      key: "",
      raster: null,
      error: "",
    }),
  );
  const key = picture && name ? `${picture.incident}/${picture.madeAt}/${name}` : "";
  useEffect(() => {
    let left = false;
    if (!key || !name) return;
    loadLayer(picture, name).then(
      (raster) => left || setHeld({ key, raster, error: "" }),
      (fault) => left || setHeld((old) => ({ ...old, key, error: reasonOf(fault) })),
    );
    return () => {
      left = true;
    };
  }, [key]);
  // The raster of the picture before stays until the new one is here, that of another layer does not.
  const same = held.key.split("/").pop() === name && held.key.split("/")[0] === picture?.incident;
  return { raster: same ? held.raster : null, error: held.key === key ? held.error : "" };
}

/** How the flames would be in a forest now, or at the noon of a day. The answer says its own size. @param {string} forest @param {string} [day] */
export async function loadFlames(forest, day = "") {
  const query = day ? `?day=${encodeURIComponent(day)}` : "";
  let answer;
  try {
    answer = await fetch(`/api/forests/${encodeURIComponent(forest)}/flames${query}`, { credentials: "same-origin" });
  } catch (fault) {
    throw new Problem(0, "network", String(fault));
  }
  if (!answer.ok) throw new Problem(answer.status, "", "");
  const size = (/** @type {string} */ name) => Number(answer.headers.get(name));
  return rasterOf(await answer.arrayBuffer(), size("X-Columns"), size("X-Rows"), 0.01);
}

/** What a line of these people would do. @param {string} incident @param {{ points: any[], people: number, beginsInMinutes: number }} draft */
export function assessLine(incident, draft) {
  return ask("POST", `/api/incidents/${encodeURIComponent(incident)}/fire/line`, draft);
}

/** Puts the edge of a fire on record. @param {string} incident @param {{ id: string, at: string, note: string | null, area: any }} edge */
export function sendEdge(incident, edge) {
  return ask("POST", `/api/incidents/${encodeURIComponent(incident)}/fire/edge`, edge);
}

/** Says where a team is. @param {string} incident @param {{ team: string, point: { latitude: number, longitude: number }, at: string }} position */
export function sendPosition(incident, position) {
  return ask("POST", `/api/incidents/${encodeURIComponent(incident)}/fire/position`, position);
}

const SENSORS_MILLISECONDS = 20_000;

/** The infrared series of a site with their newest value; an empty list where none can be read. @param {string | null} site */
export function useInfrared(site) {
  const [sensors, setSensors] = useState(/** @type {any[]} */ ([]));
  useEffect(() => {
    if (!site) return;
    let left = false;
    const load = () =>
      ask("GET", `/api/sites/${encodeURIComponent(site)}`).then(
        (told) => left || setSensors(told.datastreams.filter(isInfrared)),
        // swallowed because the map stands without the sensors, and is asked again soon
        () => undefined,
      );
    void load();
    const timer = setInterval(load, SENSORS_MILLISECONDS);
    return () => {
      left = true;
      clearInterval(timer);
    };
  }, [site]);
  return sensors;
}

function isInfrared(/** @type {any} */ series) {
  return series.property === "surface-temperature" && series.point;
}
