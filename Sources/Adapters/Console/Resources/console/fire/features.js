// @ts-check
// A picture of a fire as what a map draws: outlines by hour, roads, ways, zones and signs. Pure; words are handed in.

/** @typedef {{ latitude: number, longitude: number }} Point */
/** @typedef {{ tongue: "zh" | "en", hour: (hours: number) => string, minutes: (seconds: number) => string, volume: (source: any) => string, order: (zone: any) => string, cut: (minute: number) => string, degrees: (value: number) => string, seen: (crew: any) => string }} Speech */

const place = (/** @type {Point} */ point) => [point.longitude, point.latitude];
const closed = (/** @type {Point[]} */ ring) => [...ring.map(place), place(ring[0])];

/** @param {any} geometry @param {Record<string, unknown>} properties */
function feature(geometry, properties) {
  return { type: "Feature", geometry, properties };
}

/** @param {any[]} features */
export function collection(features) {
  return { type: "FeatureCollection", features };
}

const line = (/** @type {number[][]} */ coordinates) => ({ type: "LineString", coordinates });
const dot = (/** @type {Point} */ point) => ({ type: "Point", coordinates: place(point) });

/** The northernmost point of the longest ring: where an outline bears its hour. @param {Point[][]} rings */
function crest(rings) {
  const longest = rings.reduce((best, ring) => ring.length > best.length ? ring : best, /** @type {Point[]} */ ([]));
  return longest.reduce((top, point) => point.latitude > top.latitude ? point : top, longest[0]);
}

/** Outlines by hour; those that the fire has passed by the minute of the slider are marked. @param {any} picture @param {number} minute @param {Speech} speech */
export function outlines(picture, minute, speech) {
  const features = picture.horizons.flatMap((/** @type {any} */ one) => {
    const rings = one.perimeter.filter((/** @type {Point[]} */ ring) => ring.length > 2);
    if (rings.length === 0) return [];
    const properties = { hours: one.hours, label: speech.hour(one.hours), past: one.hours * 60 <= minute };
    const lines = rings.map((/** @type {Point[]} */ ring) => feature(line(closed(ring)), properties));
    return [...lines, feature(dot(crest(rings)), properties)];
  });
  return collection(features);
}

/** Ways on the ground: to the fire, out of it, cut, its edge as measured, and what is being drawn. @param {any} picture @param {Point[]} draft @param {Speech} speech @param {Point[]} [edge] */
export function ways(picture, draft, speech, edge = []) {
  const routes = (picture.roads?.teams ?? []).filter((/** @type {any} */ one) => one.route.length > 1).map((
    /** @type {any} */ team,
  ) => feature(line(team.route), { kind: "routes", label: team.name[speech.tongue] }));
  const cut = (picture.roads?.cut ?? []).filter((/** @type {any} */ one) => one.line.length > 1).map((
    /** @type {any} */ one,
  ) => feature(line(one.line), { kind: "cut", label: speech.cut(one.minute) }));
  const out = picture.crews.filter((/** @type {any} */ one) => one.path.length > 1).map((/** @type {any} */ crew) =>
    feature(line(crew.path), { kind: "crews", label: crew.name[speech.tongue] })
  );
  const drawn = draft.length > 1 ? [feature(line(draft.map(place)), { kind: "draft", label: "" })] : [];
  const points = draft.map((point) => feature(dot(point), { kind: "draft", label: "" }));
  const measured = (picture.measured ?? []).flatMap((/** @type {any} */ one) => one.rings).filter((
    /** @type {number[][]} */ ring,
  ) => ring.length > 2).map((/** @type {number[][]} */ ring) =>
    feature(line([...ring, ring[0]]), { kind: "measured", label: "" })
  );
  // Two points are a line, and from the third on it is an area.
  const shape = edge.length > 2 ? closed(edge) : edge.map(place);
  const drawnEdge = edge.length > 1 ? [feature(line(shape), { kind: "draft", label: "" })] : [];
  const corners = edge.map((point) => feature(dot(point), { kind: "draft", label: "" }));
  return collection([...routes, ...cut, ...out, ...measured, ...drawn, ...points, ...drawnEdge, ...corners]);
}

/** Roads that are reached in time. @param {any} picture */
export function reached(picture) {
  const coordinates = (picture.roads?.reach?.roads ?? []).filter((/** @type {any[]} */ one) => one.length > 1);
  return collection(coordinates.length > 0 ? [feature({ type: "MultiLineString", coordinates }, {})] : []);
}

/** Trigger buffers of the zones. @param {any} picture @param {Speech} speech @param {(zone: any) => string} stateOf */
export function buffers(picture, speech, stateOf) {
  return collection(
    picture.zones.flatMap((/** @type {any} */ zone) =>
      zone.buffer.filter((/** @type {Point[]} */ ring) => ring.length > 2).map((
        /** @type {Point[]} */ ring,
        /** @type {number} */ index,
      ) =>
        feature({ type: "Polygon", coordinates: [closed(ring)] }, {
          state: stateOf(zone),
          label: index === 0 ? `${zone.name[speech.tongue]}\n${speech.order(zone)}` : "",
        })
      )
    ),
  );
}

/** Signs: where it began, water, stations, teams at home, sensors. @param {any} picture @param {any[]} sensors @param {any[]} stations @param {(team: string) => Point | null} homeOf @param {Speech} speech */
export function signs(picture, sensors, stations, homeOf, speech) {
  const sign = (/** @type {Point} */ point, /** @type {Record<string, unknown>} */ properties) =>
    feature(dot(point), { rank: 5, ...properties });
  const name = (/** @type {any} */ it) => it.name[speech.tongue];
  const next = picture.roads?.reach?.station?.id;
  const water = picture.water.map((/** @type {any} */ one) =>
    sign(one.point, { kind: "water", icon: "fire-water", label: `${name(one)}\n${speech.volume(one)}`, rank: 3 })
  );
  const posts = stations.map((one) =>
    sign(one.point, {
      kind: "stations",
      icon: one.id === next ? "fire-station-next" : "fire-station",
      label: name(one),
      rank: one.id === next ? 1 : 4,
    })
  );
  const teams = (picture.roads?.teams ?? []).flatMap((/** @type {any} */ team) => {
    const point = homeOf(team.team);
    const time = typeof team.seconds === "number" && !team.isCutOff ? speech.minutes(team.seconds) : "—";
    return point
      ? [sign(point, {
        kind: "teams",
        icon: team.isFree ? "team" : "team-busy",
        label: `${name(team)}\n${time}`,
        rank: 2,
      })]
      : [];
  });
  const crews = (picture.crews ?? []).filter((/** @type {any} */ one) => one.position).map((/** @type {any} */ crew) =>
    sign(crew.position, {
      kind: "crews",
      icon: crew.guessed ? "team" : "team-busy",
      label: `${name(crew)}\n${speech.seen(crew)}`,
      rank: 1,
    })
  );
  const infrared = sensors.map((one) => {
    const value = one.latest?.value;
    const hot = typeof value === "number" && value >= HOT_DEGREES;
    return sign(one.point, {
      kind: "sensors",
      icon: hot ? "fire-sensor-hot" : one.stale ? "fire-sensor-old" : "fire-sensor",
      label: typeof value === "number" ? speech.degrees(value) : "—",
      rank: hot ? 1 : 9,
    });
  });
  const began = sign(picture.ignition, { kind: "ignition", icon: "fire-ignition", label: "", rank: 0 });
  return collection([...infrared, ...posts, ...water, ...teams, ...crews, began]);
}

/** A surface that no sun and no rock makes: shown as hot here, while the alarm itself has its own tests. */
export const HOT_DEGREES = 80;
/** So many arrows on each side of the ground. */
const ARROWS = 4;

/** The wind that a fire is reckoned with everywhere. @param {any} picture @param {{ windFrom: number }} hour */
export function windArrows(picture, hour) {
  const { southWest, northEast } = picture.grid.frame;
  /** @type {any[]} */
  const features = [];
  for (let row = 0; row < ARROWS; row += 1) {
    for (let column = 0; column < ARROWS; column += 1) {
      const part = (/** @type {number} */ index) => (index + 0.5) / ARROWS;
      const point = {
        latitude: southWest.latitude + part(row) * (northEast.latitude - southWest.latitude),
        longitude: southWest.longitude + part(column) * (northEast.longitude - southWest.longitude),
      };
      features.push(feature(dot(point), { to: (hour.windFrom + 180) % 360 }));
    }
  }
  return collection(features);
}

/** The corners of a raster as a map wants them: from the north-west clockwise. @param {any} frame */
export function cornersOf(frame) {
  return [frame.northWest, frame.northEast, frame.southEast, frame.southWest].map(place);
}

/** Around what matters: the outline of six hours with the zones, or the ground where there is none. @param {any} picture @returns {[number, number, number, number]} */
export function boxOf(picture) {
  const outline = picture.horizons.filter((/** @type {any} */ one) => one.hours <= 24).flatMap((
    /** @type {any} */ one,
  ) => one.perimeter.flat());
  const points = [
    picture.ignition,
    ...outline,
    ...picture.zones.flatMap((/** @type {any} */ one) => one.buffer.flat()),
  ];
  const longitudes = points.map((one) => one.longitude), latitudes = points.map((one) => one.latitude);
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)];
}
