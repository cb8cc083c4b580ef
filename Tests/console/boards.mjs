// Made-up matters for the tests of the board.

export const NOW = Date.parse("2026-05-01T04:00:00.000Z");

export function at(seconds) {
  return new Date(NOW + seconds * 1000).toISOString();
}

/** @returns {any} */
export function clock(over = {}) {
  return {
    kind: "acknowledge",
    startedAt: at(-60),
    pausedFor: 0,
    warnAt: at(30),
    dueAt: at(60),
    breachedAt: null,
    stoppedAt: null,
    ...over,
  };
}

/** @returns {any} */
export function alert(id, over = {}) {
  return {
    id,
    version: 1,
    state: "raised",
    condition: "active",
    kind: "landslide",
    grade: "II",
    confidence: 0.9,
    title: { zh: "测试", en: "Test" },
    point: { latitude: 29.87, longitude: 106.38 },
    township: "500109102",
    district: "500109",
    owner: "500109102",
    approximate: true,
    site: null,
    imminent: false,
    raisedAt: at(-100),
    acknowledgedAt: null,
    acknowledgedBy: null,
    evidence: [],
    clocks: [clock()],
    incident: null,
    exercise: false,
    synthetic: true,
    rejection: null,
    ...over,
  };
}

/** @returns {any} */
export function incident(id, over = {}) {
  return {
    id,
    version: 1,
    state: "open",
    kind: "landslide",
    grade: "II",
    title: { zh: "测试", en: "Test" },
    point: null,
    township: "500109102",
    district: "500109",
    owner: "500109",
    openedAt: at(-50),
    clocks: [],
    taskCounts: { open: 0, done: 0, returned: 0 },
    alerts: [],
    exercise: false,
    synthetic: true,
    handOver: null,
    ...over,
  };
}

/** @returns {any} */
export function me(over = {}) {
  return {
    name: "chengjiang",
    role: "duty-officer",
    center: "500109102",
    centerName: { zh: "澄江镇", en: "Chengjiang Town" },
    department: null,
    team: null,
    csrf: "token",
    permissions: [],
    demo: true,
    ...over,
  };
}

/** @returns {any} */
export function board(alerts = [], incidents = []) {
  const byID = (list) => Object.fromEntries(list.map((one) => [one.id, one]));
  return { position: 1, alerts: byID(alerts), incidents: byID(incidents), notices: {} };
}
