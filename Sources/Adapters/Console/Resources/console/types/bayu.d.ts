/** What the server says, as the console reads it. */
export type Text = { zh: string; en: string };
export type Grade = "I" | "II" | "III" | "IV" | null;
export type Point = { latitude: number; longitude: number };
export type Clock = {
  kind: string;
  startedAt: string;
  pausedFor?: number;
  warnAt: string | null;
  dueAt: string;
  breachedAt: string | null;
  stoppedAt: string | null;
  escalateTo?: string | null;
};
export type Evidence = {
  source: string;
  origin: string;
  summary: Text;
  observedAt: string;
  value: number | null;
  unit: string | null;
  limit?: number | null;
  rule: string | null;
  person?: string | null;
};
export type Alert = {
  id: string;
  version: number;
  state: "raised" | "acknowledged" | "verifying" | "confirmed" | "rejected" | "merged" | "expired";
  condition: "active" | "cleared";
  kind: string;
  grade: Grade;
  confidence: number | null;
  title: Text;
  point: Point | null;
  township: string | null;
  district: string | null;
  owner: string;
  approximate: boolean;
  site: string | null;
  imminent: boolean;
  raisedAt: string;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  evidence: Evidence[];
  clocks: Clock[];
  incident: string | null;
  exercise: boolean;
  synthetic: boolean;
  rejection: { label: string; reason: string } | null;
  responsible?: { center: string; deputy: boolean };
};
export type HandOver = { to: string; reason?: string; offeredAt?: string; from?: string };
export type IncidentState = "open" | "dispatched" | "underControl" | "resolved" | "allClear" | "closed" | "merged";
export type IncidentSummary = {
  id: string;
  version: number;
  state: IncidentState;
  kind: string;
  grade: Grade;
  title: Text;
  point: Point | null;
  township: string | null;
  district: string | null;
  owner: string;
  openedAt: string;
  clocks: Clock[];
  taskCounts: { open: number; done: number; returned: number };
  alerts: string[];
  exercise: boolean;
  synthetic: boolean;
  handOver: HandOver | null;
  responsible?: { center: string; deputy: boolean };
  personnelAlarm?: string[];
  /** The zones that are dealt with, one line each. */
  zoneStages?: { zone: string; version: number; name: Text; stage: string; proposed: boolean }[];
  /** A graver grade that an alert speaks for and that waits for an answer. */
  regradeProposed?: { grade: Grade; alert: string; at: string } | null;
  /** The task of a look from the air that the plan asks for and that nobody has ordered or declined. */
  lookProposed?: string | null;
};
export type Task = {
  id: string;
  state: string;
  title: Text;
  department: string | null;
  team: string | null;
  teamName?: Text;
  skill: string | null;
  /** `drone` for a look from the air that the duty desk orders. */
  means?: string | null;
  center: string;
  clocks: Clock[];
  returnReason: string | null;
  evidence: string | null;
  parked: { explanation: string; until: string; supervisor: string } | null;
  incident?: IncidentSummary;
};
export type Evacuation = {
  zone: string;
  version: number;
  name: Text;
  households: number | null;
  people: number | null;
  assembly: Text | null;
  byHand: boolean;
  stage: "normal" | "advisory" | "warning" | "order" | "lifted";
  form: string | null;
  stageSince: string;
  stageBy: string;
  proposal: {
    number: number;
    target: string;
    form?: string;
    reason: string;
    title?: Text;
    by: string;
    step?: string;
    preauthorised: boolean;
    at: string;
    expiresAt: string;
    signatures: { by: string; at: string }[];
  } | null;
  signaturesNeeded: number | null;
  counts: { outcome: string; households: number; by?: string; at?: string }[];
  unreachedHouseholds: number | null;
  times: { clearanceMinutes: number; marginMinutes: number; arrivalAt?: string; by: string; at: string } | null;
  latestToDecideAt: string | null;
};
export type Incident = IncidentSummary & {
  tasks: Task[];
  // deno-lint-ignore no-explicit-any
  [other: string]: any;
};
export type Recipient = {
  post: string;
  name: Text | string;
  center: string;
  department: string | null;
  deputy: boolean;
  person: string | null;
  deliveredAt: string | null;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  escalated: boolean;
};
/** A patrol of a rain round that whoever reads it may report. */
export type MyPatrol = {
  round: string;
  roundName: Text;
  version: number;
  patrol: { number: number; site: string; siteName: Text; state: string; overdue: boolean; dueAt: string };
  point?: Point | null;
  reasons: { rule: string; value?: number; points: number; note?: string }[];
  exercise: boolean;
  synthetic: boolean;
};

export type Notice = {
  id: string;
  incident: string | null;
  rainRound?: string | null;
  alert: string | null;
  title: Text;
  text: Text;
  to: Recipient[];
  issuedAt: string;
  dueAt: string | null;
  synthetic?: boolean;
};
export type Me = {
  name: string;
  role: string;
  center: string;
  centerName: Text;
  department: string | null;
  team: string | null;
  csrf: string;
  permissions: string[];
  demo: boolean;
};
export type Center = {
  code: string;
  level: "municipal" | "district" | "township";
  name: Text;
  parent: string | null;
  point: Point | null;
  pointIsPlaceholder: boolean;
  membershipUnverified: boolean;
};
export type Code = { id: string; name: Text; archived?: boolean };
export type City = {
  id: string;
  name: Text;
  timeZone: string;
  attribution: string[];
  departments: Code[];
  kinds: Code[];
  skills: Code[];
  codes: { dispositions: Code[]; causes: Code[]; rejectionLabels: Code[]; teamStates: Code[] };
  scenario: { name: string; label: Text } | null;
  demo: boolean;
};
export type Board = {
  position: number;
  alerts: Record<string, Alert>;
  incidents: Record<string, IncidentSummary>;
  notices: Record<string, Notice>;
};
export type Item = { type: "alert"; id: string; it: Alert } | {
  type: "incident";
  id: string;
  it: IncidentSummary;
  pending?: Alert | null;
};

/** A photo as an incident lists it; the picture itself is asked for by its digest. */
export interface Photo {
  digest: string;
  mediaType: string;
  byteCount: number;
  caption: string;
  takenAt?: string | null;
  task?: string | null;
  at?: string;
  by?: string;
  key: string;
  erased?: boolean;
}
