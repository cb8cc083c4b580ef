// A made-up picture of a fire with everything that the server can say, roads among it.

const at = (/** @type {number} */ latitude, /** @type {number} */ longitude) => ({ latitude, longitude });

/** A square ring around the ignition. @param {number} half degrees */
function square(half) {
  const [latitude, longitude] = [29.83, 106.39];
  return [
    at(latitude - half, longitude - half),
    at(latitude - half, longitude + half),
    at(latitude + half, longitude + half),
    at(latitude + half, longitude - half),
  ];
}

const name = (/** @type {string} */ english) => ({ zh: english, en: english });
const team = (/** @type {string} */ id, /** @type {any} */ more) => ({
  team: id,
  name: name(`Team ${id}`),
  skills: [],
  isFree: true,
  isCutOff: false,
  route: [],
  ...more,
});
const zone = (/** @type {string} */ id, /** @type {any} */ more) => ({
  zone: id,
  name: name(`Zone ${id}`),
  people: 10,
  probability: 0.1,
  buffer: [],
  ...more,
});

/** @returns {any} */
export function firePicture() {
  const reading = (/** @type {number} */ value) => ({ value, source: "measured", at: "2026-08-20T04:00:00Z" });
  return {
    incident: "I-1",
    forest: { id: "f", name: name("Forest"), synthetic: true },
    number: 3,
    madeAt: "2026-08-20T04:10:00Z",
    tookMilliseconds: 800,
    measured: [{
      at: "2026-08-20T04:09:00Z",
      told: "2026-08-20T04:09:30Z",
      by: "beibei",
      role: "duty-officer",
      note: "drone",
      squareKilometres: 0.02,
      expectedSquareKilometres: 0.018,
      overlap: 0.8,
      rings: [[[106.39, 29.83], [106.391, 29.83], [106.391, 29.831]]],
    }],
    isFromMeasured: true,
    ignition: at(29.83, 106.39),
    ignitionDeviation: 60,
    start: "2026-08-20T04:07:00Z",
    weather: {
      windSpeed: reading(19),
      windFrom: reading(315),
      temperature: reading(36),
      humidity: reading(38),
      rain: reading(0),
      fineFuelMoisture: 0.07,
    },
    forecast: {
      issuedAt: "2026-08-20T00:00:00Z",
      source: "office",
      receivedAt: "2026-08-20T00:30:00Z",
      from: "2026-08-20T00:00:00Z",
      until: "2026-08-20T20:00:00Z",
      state: "current",
    },
    hours: [["2026-08-20T04:10:00Z", "now"], ["2026-08-20T04:40:00Z", "mixed"], ["2026-08-20T05:40:00Z", "forecast"], [
      "2026-08-20T19:40:00Z",
      "held",
    ]].map(([from, source], index) => ({
      from,
      source,
      windSpeed: 19 + index,
      windFrom: 315,
      temperature: 36,
      humidity: 38,
      rain: 0,
    })),
    grid: {
      columns: 2,
      rows: 2,
      frame: {
        southWest: at(29.78, 106.33),
        southEast: at(29.78, 106.45),
        northEast: at(29.89, 106.45),
        northWest: at(29.89, 106.33),
        widthMetres: 11400,
        heightMetres: 12000,
      },
      layers: [{ name: "arrival", unit: "min", scale: 1 }],
    },
    members: 8,
    horizons: [1, 3, 6, 12, 24].map((hours, index) => ({
      hours,
      expected: 0.02 * hours,
      median: 0.02 * hours,
      high: 0.03 * hours,
      perimeter: [square(0.002 * (index + 1))],
    })),
    roads: {
      approach: at(29.829, 106.396),
      teams: [
        team("cut", { isCutOff: true }),
        team("busy", { seconds: 300, metres: 2000, isFree: false }),
        team("unknown", {}),
        team("first", { seconds: 240, metres: 1800, route: [[106.4, 29.82], [106.396, 29.829]] }),
      ],
      reach: {
        withinSeconds: 300,
        roads: [[[106.4, 29.82], [106.396, 29.829]], [[106.39, 29.82], [106.39, 29.825]]],
        share: 0.42,
        station: { id: "saddle", name: name("Saddle"), point: at(29.8366, 106.3874), gains: 3.2 },
      },
      cut: [{ way: 7, minute: 45, line: [[106.38, 29.83], [106.385, 29.832]] }],
    },
    water: [{
      id: "tank",
      name: name("Tank"),
      kind: "tank",
      point: at(29.8365, 106.3876),
      usable: 300,
      flow: 1200,
      dip: false,
      metres: 550,
      seconds: 200,
      threatenedMinute: 800,
    }],
    crews: [{
      team: "A",
      name: name("Crew A"),
      end: "road",
      minutes: 8,
      marginMinutes: 22,
      path: [[106.39, 29.83], [106.395, 29.83]],
    }],
    zones: [
      zone("far", { probability: 0.1 }),
      zone("later", { orderBy: "2026-08-20T07:00:00Z", clearanceMinutes: 40, arrivalMinute: 300 }),
      zone("likely", { probability: 0.4 }),
      zone("near", {
        orderBy: "2026-08-20T05:00:00Z",
        clearanceMinutes: 30,
        arrivalMinute: 90,
        buffer: [square(0.02)],
      }),
    ],
    attack: [
      { step: "detected", at: "2026-08-20T04:07:00Z", squareKilometres: 0.0009 },
      { step: "confirmed", at: "2026-08-20T04:08:10Z", afterMinutes: 1.2, squareKilometres: 0.0009 },
      { step: "attacked", at: "2026-08-20T04:13:00Z", afterMinutes: 6, squareKilometres: 0.001 },
      { step: "contained", at: "2026-08-20T04:41:00Z", afterMinutes: 34, squareKilometres: 0.003 },
      { step: "out", at: "2026-08-20T04:50:00Z", afterMinutes: 43, squareKilometres: 0.003 },
    ],
    isHeld: true,
    notes: [{ zh: "按当前气象推算", en: "The weather of now is taken to hold" }],
  };
}
