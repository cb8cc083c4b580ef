// @ts-check
// The drones for one incident and its flights, asked for again when the line speaks of either.

import { ask } from "../live/api.js";
import { useDesk } from "../live/desk.js";
import { loadIncident } from "../live/details.js";
import { reasonOf } from "../live/reason.js";
import { useEffect, useRef, useState } from "../view.js";

/** Wind and batteries change what a drone could do without an event of the incident; half a minute is soon enough. */
const AGAIN_MILLISECONDS = 30_000;

/** What of a drone makes the answer another one. @param {any} drone */
function stateOf(drone) {
  return [drone.flight?.state, drone.silent, drone.inDock, drone.batteryPercent].join("/");
}

/** @typedef {{ drones: any[] | null, link: any, flights: any[], error: string, again: () => Promise<void> }} Told */

/** @param {string} incident @returns {Told} */
export function useFlights(incident) {
  const { drones: live, board } = useDesk();
  const [told, setTold] = useState({ drones: /** @type {any[] | null} */ (null), link: null, flights: [] });
  const [error, setError] = useState("");
  const steps = useRef(-1);
  const again = async () => {
    const path = `/api/incidents/${encodeURIComponent(incident)}/flights`;
    try {
      const [list, flights] = await Promise.all([
        ask("GET", `/api/drones?incident=${encodeURIComponent(incident)}`),
        ask("GET", path),
      ]);
      setTold({ drones: list.items, link: list.link, flights: flights.items });
      setError("");
      const now = flights.items.reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + one.version, 0);
      // The timeline tells of flights too, and the incident itself does not move with them.
      if (steps.current >= 0 && now !== steps.current) void loadIncident(incident);
      steps.current = now;
    } catch (fault) {
      setError(reasonOf(fault));
    }
  };
  const moved = Object.values(live).map(stateOf).join(" ");
  const held = board.incidents[incident];
  useEffect(() => {
    void again();
    const timer = setInterval(() => void again(), AGAIN_MILLISECONDS);
    return () => clearInterval(timer);
  }, [incident, moved, held]);
  return { ...told, error, again };
}
