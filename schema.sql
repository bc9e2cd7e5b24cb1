-- Seedbed's file, version 1: every table, view and column, in words.
--
-- Read the views (they are the public interface and stay); the tables below them may change with
-- the version (PRAGMA user_version; table "migration"). Needs SQLite 3.40.1 or newer.
--
-- Words: an ARTIFACT is a version of an ITEM; the highest version is the item's HEAD. A KEY is 32
-- lower-case hexadecimal digits of a SHA-256: keys decide identity, ids and times decide nothing.
-- CANONICAL ORDER is (plan_id, sequence, key). Times are ISO-8601 in UTC. JSON is text.

-- ---------------------------------------------------------------------------------------------
-- What was made
-- ---------------------------------------------------------------------------------------------

-- What an artifact can be. A table and not a CHECK, so that another kind is one more row.
CREATE TABLE kind (
  name TEXT PRIMARY KEY NOT NULL,
  description TEXT NOT NULL           -- what an artifact of this kind is
) STRICT, WITHOUT ROWID;
INSERT INTO kind VALUES
  ('taxonomy', 'what a model was asked to list the fields of'),
  ('field', 'a broad area of human knowledge, the top of the taxonomy'),
  ('subfield', 'a part of a field'),
  ('discipline', 'a leaf of the taxonomy, such as organic chemistry'),
  ('subject', 'what a student of a discipline learns in one course'),
  ('syllabus', 'the plan of the course that teaches a subject'),
  ('session', 'one class session of a syllabus'),
  ('concept', 'a key concept taught in a session'),
  ('passage', 'a context text that something is made from'),
  ('row', 'a foreign row, imported or from a query, that something is made from'),
  ('seed_task', 'a task written by a person, the start of Self-Instruct'),
  ('pool', 'what the requests of a run draw their examples or topics from'),
  ('instruction', 'a task statement without an instance (Self-Instruct)'),
  ('question', 'a complete prompt, ready to be answered'),
  ('answer', 'an answer to one question'),
  ('label', 'what a model said that an instruction or a question is'),
  ('benchmark', 'a question of a benchmark that must not be trained on');

-- What an edge of lineage means, and what passes along it from parent to child.
CREATE TABLE role (
  name TEXT PRIMARY KEY NOT NULL,
  passes_stale INTEGER NOT NULL CHECK (passes_stale IN (0, 1)),       -- child of an outdated parent
  passes_rejected INTEGER NOT NULL CHECK (passes_rejected IN (0, 1)), -- child of a rejected parent
  passes_dropped INTEGER NOT NULL CHECK (passes_dropped IN (0, 1)),   -- child of a dropped parent
  description TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO role VALUES
  ('taxonomy', 1, 1, 0, 'the node above, in the taxonomy'),
  ('discipline', 1, 1, 0, 'the discipline that a subject belongs to'),
  ('subject', 1, 1, 0, 'the subject that a syllabus teaches'),
  ('syllabus', 1, 1, 0, 'the syllabus that a session or a question comes from'),
  ('session', 1, 1, 0, 'the session that a concept or a question comes from'),
  ('concept', 1, 1, 0, 'a key concept that a question asks for'),
  ('source', 1, 1, 0, 'the row that something was made from'),
  ('passage', 1, 1, 0, 'the context text that something was made from'),
  ('question', 1, 1, 1, 'the question that an answer answers'),
  ('instruction', 1, 1, 1, 'the instruction that a question is an instance of'),
  ('follows', 1, 1, 1, 'the answer that a follow-up question comes after'),
  ('example', 0, 0, 0, 'an example that was shown in the prompt'),
  ('evolved_from', 0, 0, 0, 'the question that was evolved into this one'),
  ('revises', 0, 0, 0, 'the earlier version of the same item');

-- Every text that was generated, imported or written: one row a version. Never changed or deleted.
CREATE TABLE artifact (
  id INTEGER PRIMARY KEY,             -- a parent's id is smaller than its children's
  key TEXT NOT NULL CHECK (length(key) = 32), -- unique: hash of kind, parents, origin and content
  item_id INTEGER NOT NULL REFERENCES artifact (id) DEFERRABLE INITIALLY DEFERRED, -- version 1
  version INTEGER NOT NULL CHECK (version >= 1),
  kind TEXT NOT NULL REFERENCES kind (name),
  text TEXT NOT NULL,                 -- the question, the answer, the subject's name …
  attributes TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(attributes)), -- what else belongs to it
  origin TEXT NOT NULL CHECK (json_valid(origin)), -- what else the key is a hash of: ["unit", key,
                                      -- ordinal], ["content", occurrence], ["imported", source, id]
                                      -- or ["revision", key of the version before]
  language TEXT,                      -- the language asked for, as in --language
  method TEXT NOT NULL,               -- glan, prompt, answers, import, revise …
  plan_id INTEGER NOT NULL REFERENCES plan (id), -- with sequence: the place in canonical order
  sequence TEXT NOT NULL,             -- numbers joined by dots, each after a letter for its number
                                      -- of digits (a = 1): a7 < b10; an import's is the line
  call_id INTEGER REFERENCES call (id), -- the call whose response it was read from
  created_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX artifact_key ON artifact (key);
CREATE UNIQUE INDEX artifact_item ON artifact (item_id, version);
CREATE INDEX artifact_order ON artifact (kind, plan_id, sequence);
CREATE INDEX artifact_plan ON artifact (plan_id);
CREATE INDEX artifact_later ON artifact (kind) WHERE version > 1;
CREATE INDEX artifact_question ON artifact (kind) WHERE kind = 'question' AND method <> 'import';
CREATE INDEX artifact_evolved ON artifact (kind) WHERE method = 'evol-instruct';
CREATE INDEX artifact_call ON artifact (call_id) WHERE call_id IS NOT NULL;
CREATE TRIGGER artifact_is_kept BEFORE DELETE ON artifact
  BEGIN SELECT raise(ABORT, 'artifacts are never deleted: reject them instead'); END;
CREATE TRIGGER artifact_is_fixed BEFORE UPDATE ON artifact
  BEGIN SELECT raise(ABORT, 'artifacts are never changed: revise makes a new version'); END;

-- Rows that came with an id of their own, so that importing them again finds them.
CREATE TABLE imported (
  source TEXT NOT NULL,               -- as given by --source
  kind TEXT NOT NULL,                 -- the artifact's: a pair has a question and an answer
  external_id TEXT NOT NULL,
  item_id INTEGER NOT NULL REFERENCES artifact (id),
  PRIMARY KEY (source, kind, external_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX imported_item ON imported (item_id);

-- What was made from what: edges between versions.
CREATE TABLE lineage (
  child_id INTEGER NOT NULL REFERENCES artifact (id),
  role TEXT NOT NULL,                 -- a name of table "role" (checked by verify)
  position INTEGER NOT NULL,          -- among the child's parents of the same role, from 0
  -- After the key's columns: of others, integrity_check of SQLite 3.40 reports NULLs that are none.
  parent_id INTEGER NOT NULL REFERENCES artifact (id),
  PRIMARY KEY (child_id, role, position),
  CHECK (parent_id < child_id)        -- so there are no cycles
) STRICT, WITHOUT ROWID;
CREATE INDEX lineage_parent ON lineage (parent_id, role);

-- The state of each head, kept in the same transaction as its causes, and what views need fast.
CREATE TABLE standing (
  artifact_id INTEGER PRIMARY KEY REFERENCES artifact (id),
  kind TEXT NOT NULL,                 -- the artifact's
  status TEXT NOT NULL                -- the first that holds of rejected, stale, dropped, live
    CHECK (status IN ('live', 'dropped', 'stale', 'rejected')),
  chosen INTEGER NOT NULL DEFAULT 0,  -- 1: the live answer that stands for its question
  question_id INTEGER REFERENCES artifact (id), -- of an answer: its question
  discipline_id INTEGER REFERENCES artifact (id), -- of anything below a discipline
  subject_id INTEGER REFERENCES artifact (id), -- of anything below a subject
  conversation_id INTEGER REFERENCES artifact (id), -- of a question: the first of its conversation
  turn INTEGER,                       -- of a question: its place there, from 1
  decision_id INTEGER REFERENCES decision (id), -- why dropped or rejected: its own or an ancestor's
  dropped_by TEXT                     -- the rules that drop it itself, first or not, whatever its status:
                                      -- a sorted JSON array; null without one, or if a person accepted it
) STRICT;
CREATE INDEX standing_kind ON standing (kind, status);
CREATE INDEX standing_question ON standing (question_id) WHERE question_id IS NOT NULL;
CREATE INDEX standing_chosen ON standing (artifact_id) WHERE chosen = 1;
CREATE INDEX standing_discipline ON standing (discipline_id) WHERE discipline_id IS NOT NULL;
CREATE INDEX standing_subject ON standing (subject_id) WHERE subject_id IS NOT NULL;
CREATE INDEX standing_conversation ON standing (conversation_id) WHERE turn > 1;
CREATE INDEX standing_decision ON standing (decision_id) WHERE decision_id IS NOT NULL;

-- How many heads there are of each kind, so that nothing has to count them.
CREATE TABLE tally (
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  rule TEXT NOT NULL,                 -- of the decision in "standing"; empty without one
  heads INTEGER NOT NULL,
  PRIMARY KEY (kind, status, rule)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER standing_is_made AFTER INSERT ON standing
BEGIN
  INSERT INTO tally (kind, status, rule, heads) VALUES (new.kind, new.status,
    coalesce((SELECT sc.rule FROM decision AS d JOIN screening AS sc ON sc.id = d.screening_id
      WHERE d.id = new.decision_id), ''), 1)
  ON CONFLICT DO UPDATE SET heads = heads + 1;
END;
CREATE TRIGGER standing_is_gone AFTER DELETE ON standing
BEGIN
  UPDATE tally SET heads = heads - 1 WHERE kind = old.kind AND status = old.status AND rule =
    coalesce((SELECT sc.rule FROM decision AS d JOIN screening AS sc ON sc.id = d.screening_id
      WHERE d.id = old.decision_id), '');
END;
CREATE TRIGGER standing_is_changed AFTER UPDATE OF status, decision_id ON standing
BEGIN
  UPDATE tally SET heads = heads - 1 WHERE kind = old.kind AND status = old.status AND rule =
    coalesce((SELECT sc.rule FROM decision AS d JOIN screening AS sc ON sc.id = d.screening_id
      WHERE d.id = old.decision_id), '');
  INSERT INTO tally (kind, status, rule, heads) VALUES (new.kind, new.status,
    coalesce((SELECT sc.rule FROM decision AS d JOIN screening AS sc ON sc.id = d.screening_id
      WHERE d.id = new.decision_id), ''), 1)
  ON CONFLICT DO UPDATE SET heads = heads + 1;
END;

-- How many heads of each kind each rule drops: "dropped_by" in "standing", counted.
CREATE TABLE drop_tally (
  kind TEXT NOT NULL,
  rule TEXT NOT NULL,
  heads INTEGER NOT NULL,
  PRIMARY KEY (kind, rule)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER drops_are_made AFTER INSERT ON standing WHEN new.dropped_by IS NOT NULL
BEGIN
  INSERT INTO drop_tally (kind, rule, heads)
  SELECT new.kind, j.value, 1 FROM json_each(new.dropped_by) AS j WHERE true
  ON CONFLICT DO UPDATE SET heads = heads + 1;
END;
CREATE TRIGGER drops_are_gone AFTER DELETE ON standing WHEN old.dropped_by IS NOT NULL
BEGIN
  UPDATE drop_tally SET heads = heads - 1
  WHERE kind = old.kind AND rule IN (SELECT j.value FROM json_each(old.dropped_by) AS j);
END;
CREATE TRIGGER drops_are_changed AFTER UPDATE OF dropped_by ON standing
  WHEN new.dropped_by IS NOT old.dropped_by
BEGIN
  UPDATE drop_tally SET heads = heads - 1
  WHERE kind = old.kind AND rule IN (SELECT j.value FROM json_each(old.dropped_by) AS j);
  INSERT INTO drop_tally (kind, rule, heads)
  SELECT new.kind, j.value, 1 FROM json_each(new.dropped_by) AS j WHERE true
  ON CONFLICT DO UPDATE SET heads = heads + 1;
END;

-- Full-text search over questions and answers; brought up to date at the end of a run or on demand.
CREATE VIRTUAL TABLE artifact_text USING fts5 (
  text, content="artifact", content_rowid="id", tokenize="trigram");

-- ---------------------------------------------------------------------------------------------
-- How it was made
-- ---------------------------------------------------------------------------------------------

-- One command that wrote something.
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE CHECK (length(key) = 32), -- drawn at random, so that merge knows it again
  command TEXT NOT NULL,              -- as typed, without the values of secrets
  plan_id INTEGER REFERENCES plan (id), -- the plan that it worked on, if any
  tool_version TEXT NOT NULL,
  process TEXT NOT NULL,              -- boot, number and start of the process: says if it lives
  state TEXT NOT NULL DEFAULT 'running'
    CHECK (state IN ('running', 'done', 'incomplete', 'failed', 'stopped', 'interrupted')),
  figures TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(figures)), -- what --json printed
  started_at TEXT NOT NULL,
  ended_at TEXT                       -- null while running, and after a kill
) STRICT;
CREATE INDEX run_plan ON run (plan_id);

-- Every version of every recipe that was run: a list of commands in one file.
CREATE TABLE recipe (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 32), -- of the name and the text
  text TEXT NOT NULL CHECK (json_valid(text)), -- the file
  created_at TEXT NOT NULL
) STRICT;

-- One intention to generate, judge or import. The same intention again is the same plan.
CREATE TABLE plan (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE CHECK (length(key) = 32),
  method TEXT NOT NULL,
  parameters TEXT NOT NULL CHECK (json_valid(parameters)), -- without secrets
  seed INTEGER NOT NULL,              -- of our own draws
  lease_run_id INTEGER REFERENCES run (id), -- the run that works on it now
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX plan_lease ON plan (lease_run_id) WHERE lease_run_id IS NOT NULL;

-- What each stage of a plan asks, of whom, and how.
CREATE TABLE plan_stage (
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  stage TEXT NOT NULL,                -- subjects, syllabi, questions, answers …
  version INTEGER NOT NULL,           -- of the stage's code: its parser and its draws
  prompt_id INTEGER REFERENCES prompt (id),
  endpoint TEXT NOT NULL,             -- its name; several servers behind a name are one
  model TEXT NOT NULL,
  settings TEXT NOT NULL CHECK (json_valid(settings)), -- sampling, language and whatever else makes
                                      -- another question of it
  PRIMARY KEY (plan_id, stage)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_stage_prompt ON plan_stage (prompt_id);

-- Every prompt template that was ever used.
CREATE TABLE prompt (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,                 -- its file's name without .md
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 32), -- of the text
  text TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

-- Every planned request, in exactly one state.
CREATE TABLE unit (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE CHECK (length(key) = 32), -- hash of what is asked, of whom, and how
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  stage TEXT NOT NULL,
  parent_id INTEGER REFERENCES artifact (id), -- what it is planned below
  ordinal INTEGER NOT NULL,           -- which sample or draw below its parent, from 0
  retry INTEGER NOT NULL DEFAULT 0,   -- how many unusable units it stands in for
  sequence TEXT NOT NULL,             -- its place in the plan
  state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'unfinished', 'unusable', 'skipped')),
  class TEXT,                         -- why not done: truncated, rate_limited, unparsable …
  message TEXT                        -- the same as a sentence
) STRICT;
CREATE INDEX unit_plan ON unit (plan_id, stage, state);
CREATE INDEX unit_parent ON unit (parent_id, stage, ordinal) WHERE parent_id IS NOT NULL;
CREATE INDEX unit_open ON unit (state, stage) WHERE state <> 'done';

-- Every attempt to have a unit answered, whole.
CREATE TABLE call (
  id INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  attempt INTEGER NOT NULL,           -- from 1
  fingerprint TEXT NOT NULL,          -- hash of unit, exact body and endpoint
  endpoint TEXT NOT NULL,             -- its name
  url TEXT NOT NULL,                  -- the server that was asked: recorded, decides nothing
  model TEXT NOT NULL,                -- the model asked for
  request TEXT NOT NULL CHECK (json_valid(request)), -- the body in pieces: text, or ids of "piece"
  status INTEGER,                     -- HTTP; null if there was no response
  class TEXT,                         -- null if the response was usable
  message TEXT,
  finish_reason TEXT,
  prompt_tokens INTEGER,
  completion_tokens INTEGER,
  cost REAL,                          -- in the currency of the endpoint's prices; null without them;
                                      -- by guessed tokens where the server does not count
  latency_ms INTEGER NOT NULL,
  response TEXT,                      -- the raw body; bytes that are not UTF-8 as U+FFFD
  started_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX call_unit ON call (unit_id, attempt);

-- Text that many requests share, such as a syllabus: stored once.
CREATE TABLE piece (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 32),
  text TEXT NOT NULL
) STRICT;

-- What an endpoint was found to be able to do, so that it is found out once.
CREATE TABLE capability (
  endpoint TEXT NOT NULL,             -- its name; with its addresses where no file gives it one
  model TEXT NOT NULL,
  name TEXT NOT NULL,                 -- structure: how it gives JSON; token_limit: what it calls that
  value TEXT NOT NULL,                -- json_schema_limited, json_schema, json_object or plain;
                                      -- max_tokens or max_completion_tokens
  learned_at TEXT NOT NULL,
  PRIMARY KEY (endpoint, model, name)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------------------------------------
-- What curation concluded
-- ---------------------------------------------------------------------------------------------

-- One application of one rule to one scope.
CREATE TABLE screening (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES run (id),
  rule TEXT NOT NULL,                 -- dedup, empty, refusal, limit, person …
  rule_version INTEGER NOT NULL,
  scope TEXT NOT NULL CHECK (json_valid(scope)), -- which rows, which kind, which tokenizer
  parameters TEXT NOT NULL CHECK (json_valid(parameters)), -- thresholds and the like
  is_incremental INTEGER NOT NULL CHECK (is_incremental IN (0, 1)), -- adds to the earlier ones
  examined INTEGER NOT NULL,          -- rows looked at; those kept have no decision
  through_id INTEGER REFERENCES artifact (id), -- the newest artifact then: what has a larger id is new
                                      -- to it; null for one that merge brought
  state TEXT NOT NULL CHECK (state IN ('active', 'superseded', 'undone')),
  superseded_by INTEGER REFERENCES screening (id)
) STRICT;
CREATE INDEX screening_run ON screening (run_id);
CREATE INDEX screening_rule ON screening (rule, state, scope);
-- A view of one verdict begins with it, and so does not go through the decisions of others.
CREATE INDEX screening_state ON screening (state);
CREATE INDEX screening_superseded ON screening (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX screening_through ON screening (through_id) WHERE through_id IS NOT NULL;

-- One verdict on one artifact.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  screening_id INTEGER NOT NULL REFERENCES screening (id),
  artifact_id INTEGER NOT NULL REFERENCES artifact (id),
  verdict TEXT NOT NULL 
    CHECK (verdict IN ('drop', 'flag', 'accept', 'reject', 'score', 'prefer', 'tag')),
  value REAL,                         -- what was measured: a ROUGE-L, a length, a score
  threshold REAL,                     -- what it was compared with
  witness_id INTEGER REFERENCES artifact (id), -- the row it repeats, or is preferred to
  call_id INTEGER REFERENCES call (id), -- the judge's call
  reason TEXT,                        -- one sentence; of a tag: the label
  evidence TEXT CHECK (evidence IS NULL OR json_valid(evidence)) -- lcs, lengths, tokenizer …
) STRICT;
CREATE INDEX decision_artifact ON decision (artifact_id);
CREATE INDEX decision_screening ON decision (screening_id, verdict, artifact_id);
CREATE INDEX decision_person ON decision (artifact_id) WHERE verdict IN ('accept', 'reject');
CREATE INDEX decision_witness ON decision (witness_id, verdict, screening_id, artifact_id, value)
  WHERE witness_id IS NOT NULL;
CREATE INDEX decision_call ON decision (call_id) WHERE call_id IS NOT NULL;

-- ---------------------------------------------------------------------------------------------
-- What left the file
-- ---------------------------------------------------------------------------------------------

-- One export into a folder.
CREATE TABLE export (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES run (id),
  format TEXT NOT NULL,
  parameters TEXT NOT NULL CHECK (json_valid(parameters)), -- split, seed, filters
  manifest TEXT NOT NULL CHECK (json_valid(manifest)), -- as written into manifest.json
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX export_run ON export (run_id);

-- The rows of an export.
CREATE TABLE export_member (
  export_id INTEGER NOT NULL REFERENCES export (id),
  split TEXT NOT NULL CHECK (split IN ('train', 'validation', 'test', 'withheld')),
  position INTEGER NOT NULL,          -- the line in its file, from 1
  question_id INTEGER NOT NULL REFERENCES artifact (id),
  answer_id INTEGER NOT NULL REFERENCES artifact (id),
  rejected_id INTEGER REFERENCES artifact (id), -- the worse answer, in a format of preferences
  instance INTEGER,                   -- of a seed task, which is its own question and answer here: which
                                      -- of its instances, from 0
  PRIMARY KEY (export_id, split, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX export_member_question ON export_member (question_id);
CREATE INDEX export_member_answer ON export_member (answer_id);
CREATE INDEX export_member_rejected ON export_member (rejected_id) WHERE rejected_id IS NOT NULL;

-- Which versions of this schema the file has been through.
CREATE TABLE migration (
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at TEXT NOT NULL
) STRICT;

-- ---------------------------------------------------------------------------------------------
-- Public views. One row per head unless it says otherwise; status is live, dropped, stale or
-- rejected.
-- ---------------------------------------------------------------------------------------------

-- Fields of knowledge, the top of the taxonomy.
CREATE VIEW fields AS
SELECT a.id AS id, a.key AS key, a.text AS name, st.status AS status
FROM standing AS st JOIN artifact AS a ON a.id = st.artifact_id
WHERE st.kind = 'field';

-- Subfields, each of one field.
CREATE VIEW subfields AS
SELECT a.id AS id, a.key AS key, l.parent_id AS field_id, a.text AS name, st.status AS status
FROM standing AS st JOIN artifact AS a ON a.id = st.artifact_id
LEFT JOIN lineage AS l ON l.child_id = a.id AND l.role = 'taxonomy' AND l.position = 0
WHERE st.kind = 'subfield';

-- Disciplines with their place in the taxonomy.
CREATE VIEW disciplines AS
SELECT a.id AS id, a.key AS key, a.text AS name,
  coalesce(
    (SELECT f.text FROM lineage AS l JOIN artifact AS s ON s.id = l.parent_id
      JOIN lineage AS m ON m.child_id = s.id AND m.role = 'taxonomy'
      JOIN artifact AS f ON f.id = m.parent_id AND f.kind = 'field'
      WHERE l.child_id = a.id AND l.role = 'taxonomy'),
    (SELECT s.text FROM lineage AS l JOIN artifact AS s ON s.id = l.parent_id
      WHERE l.child_id = a.id AND l.role = 'taxonomy' AND s.kind = 'field'),
    a.attributes ->> 'field') AS field,
  coalesce(
    (SELECT s.text FROM lineage AS l JOIN artifact AS s ON s.id = l.parent_id
      WHERE l.child_id = a.id AND l.role = 'taxonomy' AND s.kind = 'subfield'),
    a.attributes ->> 'subfield') AS subfield,
  st.status AS status
FROM standing AS st JOIN artifact AS a ON a.id = st.artifact_id
WHERE st.kind = 'discipline';

-- Subjects; subtopics is a JSON array.
CREATE VIEW subjects AS
SELECT a.id AS id, a.key AS key, st.discipline_id AS discipline_id, a.text AS name,
  a.attributes ->> 'level' AS level, a.attributes ->> 'subtopics' AS subtopics,
  st.status AS status
FROM standing AS st JOIN artifact AS a ON a.id = st.artifact_id
WHERE st.kind = 'subject';

-- Syllabi; text is the whole, as prompts quote it.
CREATE VIEW syllabi AS
SELECT a.id AS id, a.key AS key, st.subject_id AS subject_id, a.text AS text, st.status AS status
FROM standing AS st JOIN artifact AS a ON a.id = st.artifact_id
WHERE st.kind = 'syllabus';

-- Class sessions; position counts from 1.
CREATE VIEW sessions AS
SELECT a.id AS id, a.key AS key, l.parent_id AS syllabus_id,
  a.attributes ->> 'position' AS position, a.text AS name,
  a.attributes ->> 'description' AS description, st.status AS status
FROM standing AS st JOIN artifact AS a ON a.id = st.artifact_id
LEFT JOIN lineage AS l ON l.child_id = a.id AND l.role = 'syllabus' AND l.position = 0
WHERE st.kind = 'session';

-- Key concepts; position counts from 1. One that was imported when there were questions already has an
-- attribute first_draw: how many draws there were, which stay as they are.
CREATE VIEW concepts AS
SELECT a.id AS id, a.key AS key, l.parent_id AS session_id,
  a.attributes ->> 'position' AS position, a.text AS name, st.status AS status
FROM standing AS st JOIN artifact AS a ON a.id = st.artifact_id
LEFT JOIN lineage AS l ON l.child_id = a.id AND l.role = 'session' AND l.position = 0
WHERE st.kind = 'concept';

-- Context texts.
CREATE VIEW passages AS
SELECT a.id AS id, a.key AS key, a.text AS text, a.attributes AS attributes,
  a.language AS language, a.method AS method, st.status AS status
FROM standing AS st JOIN artifact AS a ON a.id = st.artifact_id
WHERE st.kind = 'passage';

-- Foreign rows: those that were imported, and those that a query gave; attributes has their columns.
CREATE VIEW rows AS
SELECT a.id AS id, a.key AS key, a.text AS text, a.attributes AS attributes,
  a.language AS language, a.method AS method, st.status AS status
FROM standing AS st JOIN artifact AS a ON a.id = st.artifact_id
WHERE st.kind = 'row';

-- Seed tasks; instances is a JSON array of objects with input and output.
CREATE VIEW seed_tasks AS
SELECT a.id AS id, a.key AS key, a.text AS instruction, a.attributes ->> 'name' AS name,
  a.attributes ->> 'is_classification' AS is_classification,
  a.attributes ->> 'instances' AS instances, a.language AS language, st.status AS status
FROM standing AS st JOIN artifact AS a ON a.id = st.artifact_id
WHERE st.kind = 'seed_task';

-- Self-Instruct's task statements; is_classification is 1 or 0, and null where no model said so
-- yet, or where what it said could not be read (see "failures").
CREATE VIEW instructions AS
SELECT a.id AS id, a.key AS key, a.text AS text,
  coalesce(a.attributes ->> 'is_classification',
    (SELECT b.text = 'yes' FROM lineage AS l
      JOIN standing AS bs ON bs.artifact_id = l.child_id AND bs.kind = 'label'
      JOIN artifact AS b ON b.id = l.child_id
      WHERE l.parent_id = a.id AND l.role = 'instruction'
      ORDER BY b.plan_id, b.sequence, b.key LIMIT 1)) AS is_classification,
  a.language AS language, a.method AS method, st.status AS status
FROM standing AS st JOIN artifact AS a ON a.id = st.artifact_id
WHERE st.kind = 'instruction';

-- Questions; item is the key of version 1; strategy and draw say how GLAN drew the concepts, and
-- depth how far into the syllabus the last session of the draw is, from 0 to 1. An input or a system
-- prompt with U+0000 is given as JSON, here and in other views: SQLite's ->> would end it there.
CREATE VIEW questions AS
SELECT a.id AS id, a.key AS key, f.key AS item, a.version AS version, a.text AS text,
  CASE WHEN instr(a.attributes, '\u0000') > 0 AND instr((a.attributes -> 'input'), '\u0000') > 0
    THEN CAST((a.attributes -> 'input') AS TEXT) ELSE (a.attributes ->> 'input') END AS input,
  CASE WHEN instr(a.attributes, '\u0000') > 0 AND instr((a.attributes -> 'system'), '\u0000') > 0
    THEN CAST((a.attributes -> 'system') AS TEXT) ELSE (a.attributes ->> 'system') END AS system,
  a.language AS language, a.method AS method,
  a.attributes ->> 'strategy' AS strategy, a.attributes ->> 'draw' AS draw,
  a.attributes ->> 'depth' AS depth,
  coalesce(d.text, a.attributes ->> 'discipline') AS discipline,
  coalesce(s.text, a.attributes ->> 'subject') AS subject,
  st.status AS status, a.created_at AS created_at
FROM standing AS st JOIN artifact AS a ON a.id = st.artifact_id
LEFT JOIN artifact AS f ON f.id = a.item_id
LEFT JOIN artifact AS d ON d.id = st.discipline_id
LEFT JOIN artifact AS s ON s.id = st.subject_id
WHERE st.kind = 'question';

-- Answers; chosen is 1 for the one that stands for its question in "examples".
CREATE VIEW answers AS
SELECT a.id AS id, a.key AS key, f.key AS item, a.version AS version,
  st.question_id AS question_id, a.text AS text,
  coalesce(c.model, a.attributes ->> 'model') AS model,
  coalesce(c.finish_reason, a.attributes ->> 'finish_reason') AS finish_reason,
  st.chosen AS chosen, st.status AS status, a.created_at AS created_at
FROM standing AS st JOIN artifact AS a ON a.id = st.artifact_id
LEFT JOIN artifact AS f ON f.id = a.item_id
LEFT JOIN call AS c ON c.id = a.call_id
WHERE st.kind = 'answer';

-- Items of benchmarks, which must not be trained on; benchmark is the benchmark's name.
CREATE VIEW benchmarks AS
SELECT a.id AS id, a.key AS key, a.attributes ->> 'benchmark' AS benchmark, a.text AS text,
  CASE WHEN instr(a.attributes, '\u0000') > 0 AND instr((a.attributes -> 'input'), '\u0000') > 0
    THEN CAST((a.attributes -> 'input') AS TEXT) ELSE (a.attributes ->> 'input') END AS input,
  st.status AS status, a.created_at AS created_at
FROM standing AS st JOIN artifact AS a ON a.id = st.artifact_id
WHERE st.kind = 'benchmark';

-- What is trained on: each live question with its chosen live answer, one row a turn.
CREATE VIEW examples AS
SELECT q.id AS question_id, a.id AS answer_id, q.text AS question,
  CASE WHEN instr(q.attributes, '\u0000') > 0 AND instr((q.attributes -> 'input'), '\u0000') > 0
    THEN CAST((q.attributes -> 'input') AS TEXT) ELSE (q.attributes ->> 'input') END AS input,
  CASE WHEN instr(q.attributes, '\u0000') > 0 AND instr((q.attributes -> 'system'), '\u0000') > 0
    THEN CAST((q.attributes -> 'system') AS TEXT) ELSE (q.attributes ->> 'system') END AS system,
  a.text AS answer,
  q.language AS language, q.method AS method,
  coalesce(d.text, q.attributes ->> 'discipline') AS discipline,
  coalesce(s.text, q.attributes ->> 'subject') AS subject,
  sq.conversation_id AS conversation, sq.turn AS turn
FROM standing AS sa
JOIN standing AS sq ON sq.artifact_id = sa.question_id
JOIN artifact AS a ON a.id = sa.artifact_id
JOIN artifact AS q ON q.id = sa.question_id
LEFT JOIN artifact AS d ON d.id = sq.discipline_id
LEFT JOIN artifact AS s ON s.id = sq.subject_id
WHERE sa.chosen = 1;

-- Every version of every item; status "superseded" for those that are no head.
CREATE VIEW versions AS
SELECT a.id AS id, a.key AS key, f.key AS item, a.version AS version, a.kind AS kind,
  coalesce(st.status, 'superseded') AS status, a.text AS text, a.created_at AS created_at
FROM artifact AS a
LEFT JOIN standing AS st ON st.artifact_id = a.id
LEFT JOIN artifact AS f ON f.id = a.item_id;

-- One row per edge of lineage.
CREATE VIEW ancestry AS
SELECT l.child_id AS child_id, c.kind AS child_kind, l.parent_id AS parent_id,
  p.kind AS parent_kind, l.role AS role, l.position AS position
FROM lineage AS l
JOIN artifact AS c ON c.id = l.child_id
JOIN artifact AS p ON p.id = l.parent_id;

-- One row per decision on a head that counts: not undone, not superseded.
CREATE VIEW decisions AS
SELECT d.id AS id, d.artifact_id AS artifact_id, st.kind AS kind, d.verdict AS verdict,
  sc.rule AS rule, d.value AS value, d.threshold AS threshold, d.witness_id AS witness_id,
  CASE WHEN d.witness_id IS NULL THEN NULL
    ELSE coalesce((SELECT w.status FROM standing AS w WHERE w.artifact_id = d.witness_id),
      'superseded') END AS witness_status,
  d.reason AS reason, sc.run_id AS run_id
FROM decision AS d
JOIN screening AS sc ON sc.id = d.screening_id AND sc.state = 'active'
JOIN standing AS st ON st.artifact_id = d.artifact_id;

-- One row per drop that counts: a rule's verdict that no person's accept overrules.
CREATE VIEW drops AS
SELECT d.artifact_id AS artifact_id, d.kind AS kind, d.rule AS rule, d.value AS value,
  d.threshold AS threshold, d.witness_id AS witness_id, d.witness_status AS witness_status,
  d.reason AS reason, d.run_id AS run_id
FROM decisions AS d
WHERE d.verdict = 'drop'
  AND coalesce((SELECT p.verdict FROM decision AS p
    JOIN screening AS ps ON ps.id = p.screening_id AND ps.state = 'active'
    WHERE p.artifact_id = d.artifact_id AND p.verdict IN ('accept', 'reject')
    ORDER BY p.id DESC LIMIT 1), '') <> 'accept';

-- Fields, disciplines and subjects that a run with --review stopped at, and that nobody accepted
-- since; a run of the same plan without --review takes them off.
CREATE VIEW waiting AS
SELECT a.id AS id, a.key AS key, a.kind AS kind, a.text AS name, max(sc.run_id) AS run_id
FROM screening AS sc
JOIN decision AS d ON d.screening_id = sc.id
JOIN standing AS st ON st.artifact_id = d.artifact_id AND st.status = 'live'
JOIN artifact AS a ON a.id = d.artifact_id
WHERE sc.rule = 'review' AND sc.state = 'active'
  AND coalesce((SELECT p.verdict FROM decision AS p
    JOIN screening AS ps ON ps.id = p.screening_id AND ps.state = 'active'
    WHERE p.artifact_id = a.id AND p.verdict IN ('accept', 'reject')
    ORDER BY p.id DESC LIMIT 1), '') <> 'accept'
GROUP BY a.id;

-- One row per flag that counts: a rule's doubt, which changes nothing. Rules that are often wrong flag
-- instead of dropping.
CREATE VIEW flags AS
SELECT d.artifact_id AS artifact_id, d.kind AS kind, d.rule AS rule, d.value AS value,
  d.threshold AS threshold, d.witness_id AS witness_id, d.witness_status AS witness_status,
  d.reason AS reason, d.run_id AS run_id
FROM decisions AS d
WHERE d.verdict = 'flag' AND d.rule <> 'review';

-- One row per benchmark and measure (a rule contamination/…) of the last curate decontaminate: how
-- many of its items were found, and in how many questions and answers. Rows without a rule are for all
-- measures together. An item counts if it is the closest one to some row.
CREATE VIEW contamination AS
WITH
  found AS (
    SELECT sc.scope ->> 'benchmark' AS benchmark, sc.rule AS rule, d.witness_id AS item,
      sc.scope ->> 'kind' AS kind, d.artifact_id AS row
    FROM screening AS sc LEFT JOIN decision AS d ON d.screening_id = sc.id
    WHERE sc.state = 'active' AND sc.rule LIKE 'contamination/%'),
  counted AS (
    SELECT benchmark AS benchmark, rule AS rule, count(DISTINCT item) AS found,
      count(DISTINCT CASE WHEN kind = 'question' THEN row END) AS questions,
      count(DISTINCT CASE WHEN kind = 'answer' THEN row END) AS answers
    FROM found GROUP BY benchmark, rule
    UNION ALL
    SELECT benchmark AS benchmark, NULL AS rule, count(DISTINCT item) AS found,
      count(DISTINCT CASE WHEN kind = 'question' THEN row END) AS questions,
      count(DISTINCT CASE WHEN kind = 'answer' THEN row END) AS answers
    FROM found GROUP BY benchmark),
  sizes AS (SELECT benchmark AS benchmark, count(*) AS items FROM benchmarks
    WHERE status = 'live' GROUP BY benchmark)
SELECT counted.benchmark AS benchmark, counted.rule AS rule, coalesce(sizes.items, 0) AS items,
  counted.found AS found, counted.questions AS questions, counted.answers AS answers
FROM counted LEFT JOIN sizes ON sizes.benchmark = counted.benchmark;

-- One row per score that counts.
CREATE VIEW scores AS
SELECT d.artifact_id AS artifact_id, sc.rule AS rule, d.value AS value, d.reason AS reason,
  d.call_id AS call_id, sc.run_id AS run_id
FROM decision AS d
JOIN screening AS sc ON sc.id = d.screening_id AND sc.state = 'active'
WHERE d.verdict = 'score';

-- How far several scores of a row agree, by rule: rows with more than one score, the share of them whose
-- scores are all the same or differ by at most 1, and Krippendorff's alpha for intervals: 1 is full
-- agreement, 0 what chance would give.
CREATE VIEW agreement AS
WITH
  by_row AS (
    SELECT rule AS rule, artifact_id AS artifact_id, count(*) AS scores, sum(value) AS total,
      sum(value * value) AS squares, max(value) - min(value) AS spread
    FROM scores GROUP BY rule, artifact_id HAVING count(*) > 1),
  by_rule AS (
    SELECT rule AS rule, count(*) AS rows, sum(scores) AS scores, sum(spread = 0) AS same,
      sum(spread <= 1) AS near, sum(total) AS total, sum(squares) AS squares,
      sum(2.0 * (scores * squares - total * total) / (scores - 1)) AS observed
    FROM by_row GROUP BY rule)
SELECT rule AS rule, rows AS rows, scores AS scores, 1.0 * same / rows AS identical,
  1.0 * near / rows AS within_one,
  1 - observed * (scores - 1) / nullif(2.0 * (scores * squares - total * total), 0) AS alpha
FROM by_rule;

-- One row per two live answers to a question of which judges prefer one: it won more comparisons than
-- the other. Each two are asked in both orders, so a judge that only favours a place prefers none.
CREATE VIEW preferences AS
WITH
  votes AS (
    SELECT CASE WHEN d.artifact_id < d.witness_id THEN d.artifact_id ELSE d.witness_id END AS a,
      CASE WHEN d.artifact_id < d.witness_id THEN d.witness_id ELSE d.artifact_id END AS b,
      sum(d.value = 1 AND d.artifact_id < d.witness_id) AS for_a,
      sum(d.value = 1 AND d.artifact_id > d.witness_id) AS for_b,
      count(*) AS votes, max(sc.run_id) AS run_id
    FROM screening AS sc JOIN decision AS d ON d.screening_id = sc.id
    WHERE sc.rule = 'judge/preference' AND sc.state = 'active' AND d.verdict = 'prefer'
    GROUP BY 1, 2),
  pairs AS (
    SELECT CASE WHEN for_a > for_b THEN a ELSE b END AS chosen_id,
      CASE WHEN for_a > for_b THEN b ELSE a END AS rejected_id,
      CASE WHEN for_a > for_b THEN for_a ELSE for_b END AS votes_for,
      CASE WHEN for_a > for_b THEN for_b ELSE for_a END AS votes_against, votes AS votes,
      run_id AS run_id
    FROM votes WHERE for_a <> for_b)
SELECT sc.question_id AS question_id, p.chosen_id AS chosen_id, p.rejected_id AS rejected_id,
  q.text AS question,
  CASE WHEN instr(q.attributes, '\u0000') > 0 AND instr((q.attributes -> 'input'), '\u0000') > 0
    THEN CAST((q.attributes -> 'input') AS TEXT) ELSE (q.attributes ->> 'input') END AS input,
  c.text AS chosen, r.text AS rejected,
  p.votes_for AS votes_for, p.votes_against AS votes_against, p.votes AS votes,
  p.run_id AS run_id
FROM pairs AS p
JOIN standing AS sc ON sc.artifact_id = p.chosen_id AND sc.status = 'live'
JOIN standing AS sr ON sr.artifact_id = p.rejected_id AND sr.status = 'live'
JOIN artifact AS c ON c.id = p.chosen_id
JOIN artifact AS r ON r.id = p.rejected_id
JOIN artifact AS q ON q.id = sc.question_id;

-- One row per label that a judge gave a question: tag is topic, task-type or intent.
CREATE VIEW tags AS
SELECT d.artifact_id AS artifact_id, substr(sc.rule, 7) AS tag, d.reason AS value,
  d.call_id AS call_id, sc.run_id AS run_id
FROM decision AS d
JOIN screening AS sc ON sc.id = d.screening_id AND sc.state = 'active'
WHERE d.verdict = 'tag';

-- Each row that near-duplicates were dropped for, with how many rows are one with it, itself
-- included. The members are the rows of "drops" with this witness.
CREATE VIEW duplicates AS
SELECT d.witness_id AS witness_id, a.kind AS kind,
  coalesce((SELECT w.status FROM standing AS w WHERE w.artifact_id = d.witness_id),
    'superseded') AS witness_status,
  -- Not count(*), of which DuckDB makes a function that SQLite does not have.
  count(d.id) + 1 AS size, min(d.value) AS lowest, max(d.value) AS highest, a.text AS text
-- CROSS keeps this order, in which "decision_witness" groups and a page needs no other rows.
FROM decision AS d
CROSS JOIN screening AS sc
CROSS JOIN standing AS st
CROSS JOIN artifact AS a
WHERE d.witness_id IS NOT NULL AND d.verdict = 'drop' AND sc.id = d.screening_id
  AND sc.state = 'active' AND sc.rule = 'dedup' AND st.artifact_id = d.artifact_id
  AND a.id = d.witness_id
GROUP BY d.witness_id;

-- What curate dedup --nearest found: for each live row the live one that is most like it.
CREATE VIEW neighbours AS
SELECT d.artifact_id AS artifact_id, st.kind AS kind, d.witness_id AS neighbour_id,
  d.value AS value, d.threshold AS floor, d.evidence ->> 'lcs' AS lcs,
  d.evidence ->> 'length' AS length, d.evidence ->> 'witness_length' AS neighbour_length,
  d.evidence ->> 'tokenizer' AS tokenizer, sc.run_id AS run_id
FROM decision AS d
JOIN screening AS sc ON sc.id = d.screening_id AND sc.state = 'active'
JOIN standing AS st ON st.artifact_id = d.artifact_id AND st.status = 'live'
JOIN standing AS n ON n.artifact_id = d.witness_id AND n.status = 'live'
WHERE d.verdict = 'score' AND sc.rule = 'nearest';

-- One row per kind and rule: where the rows went. For each kind
-- made = superseded + rejected + stale + sum of dropped_first + left. A row dropped by several
-- rules counts in dropped_by of each, and in dropped_first of the earliest; an answer that went
-- with its question counts in dropped_first of the rule that dropped the question. A kind that no
-- rule dropped anything of has one row without a rule.
CREATE VIEW funnel AS
WITH
  later AS (
    SELECT kind AS kind, count(*) AS versions FROM artifact WHERE version > 1 GROUP BY kind),
  heads AS (
    SELECT kind AS kind, sum(heads) AS heads,
      sum(CASE WHEN status = 'rejected' THEN heads ELSE 0 END) AS rejected,
      sum(CASE WHEN status = 'stale' THEN heads ELSE 0 END) AS stale,
      sum(CASE WHEN status = 'live' THEN heads ELSE 0 END) AS live
    FROM tally WHERE heads > 0 GROUP BY kind),
  own AS (SELECT kind AS kind, rule AS rule, heads AS rows FROM drop_tally WHERE heads > 0),
  firsts AS (
    SELECT kind AS kind, rule AS rule, heads AS rows FROM tally
    WHERE status = 'dropped' AND heads > 0),
  rules AS (
    SELECT kind AS kind, rule AS rule FROM own UNION SELECT kind AS kind, rule AS rule FROM firsts)
SELECT heads.kind AS kind, rules.rule AS rule, heads.heads + coalesce(later.versions, 0) AS made,
  coalesce(later.versions, 0) AS superseded, heads.rejected AS rejected, heads.stale AS stale,
  coalesce(own.rows, 0) AS dropped_by, coalesce(firsts.rows, 0) AS dropped_first,
  heads.live AS left
FROM heads
LEFT JOIN later ON later.kind = heads.kind
LEFT JOIN rules ON rules.kind = heads.kind
LEFT JOIN own ON own.kind = rules.kind AND own.rule = rules.rule
LEFT JOIN firsts ON firsts.kind = rules.kind AND firsts.rule = rules.rule;

-- One row per rule, strategy and part of the syllabus (early, middle or late third, by depth): what
-- became of GLAN's questions. made counts heads; live those that may be trained on; answered those
-- of them that have an answer, so are examples. dropped_by and dropped_first are as in "funnel"; the
-- other columns are the same for each rule of a strategy and part.
CREATE VIEW yields AS
WITH
  drawn AS (
    SELECT a.id AS id, a.attributes ->> 'strategy' AS strategy,
      -- The brackets and the CAST are for DuckDB, which reads ->> otherwise, and only as a text.
      CASE WHEN CAST((a.attributes ->> 'depth') AS REAL) < 1.0 / 3 THEN 'early'
        WHEN CAST((a.attributes ->> 'depth') AS REAL) < 2.0 / 3 THEN 'middle'
        WHEN CAST((a.attributes ->> 'depth') AS REAL) <= 1 THEN 'late' ELSE 'unknown' END AS part,
      st.status AS status, st.decision_id AS decision_id
    FROM artifact AS a JOIN standing AS st ON st.artifact_id = a.id
    WHERE a.kind = 'question' AND a.method <> 'import'
      AND (a.attributes ->> 'strategy') IS NOT NULL),
  made AS (
    SELECT d.strategy AS strategy, d.part AS part, count(*) AS made,
      sum(d.status = 'live') AS live,
      sum(EXISTS (SELECT 1 FROM standing AS an
        WHERE an.question_id = d.id AND an.chosen = 1)) AS answered
    FROM drawn AS d GROUP BY d.strategy, d.part),
  own AS (
    SELECT d.strategy AS strategy, d.part AS part, x.rule AS rule,
      count(DISTINCT d.id) AS rows
    FROM drops AS x JOIN drawn AS d ON d.id = x.artifact_id
    GROUP BY d.strategy, d.part, x.rule),
  firsts AS (
    SELECT d.strategy AS strategy, d.part AS part, sc.rule AS rule, count(*) AS rows
    FROM drawn AS d
    JOIN decision AS de ON de.id = d.decision_id
    JOIN screening AS sc ON sc.id = de.screening_id
    WHERE d.status = 'dropped' GROUP BY d.strategy, d.part, sc.rule)
SELECT made.strategy AS strategy, made.part AS part, own.rule AS rule, made.made AS made,
  coalesce(own.rows, 0) AS dropped_by, coalesce(firsts.rows, 0) AS dropped_first,
  made.live AS live, made.answered AS answered
FROM made
LEFT JOIN own ON own.strategy = made.strategy AND own.part = made.part
LEFT JOIN firsts ON firsts.strategy = made.strategy AND firsts.part = made.part
  AND firsts.rule = own.rule;

-- One row per kind, operation, round and rule: what became of what Evol-Instruct evolved, questions
-- or answers. made counts heads; live those that may be trained on; answered those of them that are,
-- or belong to, an example. dropped_by and dropped_first are as in "funnel"; the other columns are
-- the same for each rule of an operation and round.
CREATE VIEW evolutions AS
WITH
  evolved AS (
    SELECT a.id AS id, st.kind AS kind, a.attributes ->> 'operation' AS operation,
      a.attributes ->> 'round' AS round, st.status AS status, st.decision_id AS decision_id
    FROM artifact AS a JOIN standing AS st ON st.artifact_id = a.id
    WHERE a.kind IN ('question', 'answer') AND a.method = 'evol-instruct'
      AND (a.attributes ->> 'operation') IS NOT NULL),
  made AS (
    SELECT e.kind AS kind, e.operation AS operation, e.round AS round, count(*) AS made,
      sum(e.status = 'live') AS live,
      sum(EXISTS (SELECT 1 FROM standing AS an WHERE an.chosen = 1
        AND (an.question_id = e.id OR an.artifact_id = e.id))) AS answered
    FROM evolved AS e GROUP BY e.kind, e.operation, e.round),
  own AS (
    SELECT e.kind AS kind, e.operation AS operation, e.round AS round, x.rule AS rule,
      count(DISTINCT e.id) AS rows
    FROM drops AS x JOIN evolved AS e ON e.id = x.artifact_id
    GROUP BY e.kind, e.operation, e.round, x.rule),
  firsts AS (
    SELECT e.kind AS kind, e.operation AS operation, e.round AS round, sc.rule AS rule,
      count(*) AS rows
    FROM evolved AS e
    JOIN decision AS de ON de.id = e.decision_id
    JOIN screening AS sc ON sc.id = de.screening_id
    WHERE e.status = 'dropped' GROUP BY e.kind, e.operation, e.round, sc.rule)
SELECT made.kind AS kind, made.operation AS operation, made.round AS round, own.rule AS rule,
  made.made AS made, coalesce(own.rows, 0) AS dropped_by,
  coalesce(firsts.rows, 0) AS dropped_first, made.live AS live, made.answered AS answered
FROM made
LEFT JOIN own ON own.kind = made.kind AND own.operation = made.operation
  AND own.round = made.round
LEFT JOIN firsts ON firsts.kind = made.kind AND firsts.operation = made.operation
  AND firsts.round = made.round AND firsts.rule = own.rule;

-- Recipes that were run; version counts the texts of one name, from 1.
CREATE VIEW recipes AS
SELECT r.id AS id, r.name AS name,
  (SELECT count(*) FROM recipe AS o WHERE o.name = r.name AND (o.created_at < r.created_at
    OR o.created_at = r.created_at AND o.hash <= r.hash)) AS version,
  r.text AS text, r.created_at AS created_at
FROM recipe AS r;

-- One row per planned request.
CREATE VIEW units AS
SELECT u.id AS id, u.key AS key, u.plan_id AS plan_id, u.stage AS stage, u.state AS state,
  u.class AS class, u.message AS message, u.parent_id AS parent_id, u.ordinal AS ordinal,
  u.retry AS retry, ps.model AS model,
  (SELECT count(*) FROM call AS c WHERE c.unit_id = u.id) AS calls,
  (SELECT sum(coalesce(c.prompt_tokens, 0) + coalesce(c.completion_tokens, 0))
    FROM call AS c WHERE c.unit_id = u.id) AS tokens,
  (SELECT sum(c.cost) FROM call AS c WHERE c.unit_id = u.id) AS cost
FROM unit AS u
LEFT JOIN plan_stage AS ps ON ps.plan_id = u.plan_id AND ps.stage = u.stage;

-- One row per attempt; request is the exact body.
CREATE VIEW calls AS
SELECT c.id AS id, c.unit_id AS unit_id, u.plan_id AS plan_id, u.stage AS stage, u.state AS state,
  c.attempt AS attempt, c.class AS class, c.message AS message, c.endpoint AS endpoint,
  c.url AS url, c.model AS model, c.status AS status, c.finish_reason AS finish_reason,
  c.prompt_tokens AS prompt_tokens, c.completion_tokens AS completion_tokens,
  coalesce(c.prompt_tokens, 0) + coalesce(c.completion_tokens, 0) AS tokens,
  c.cost AS cost, c.latency_ms AS latency_ms, c.started_at AS started_at,
  (SELECT group_concat(part, '') FROM (
    -- DuckDB casts every value before it compares, so what is no id must be none.
    SELECT CASE j.type WHEN 'integer' THEN (SELECT p.text FROM piece AS p
      WHERE p.id = CAST((CASE j.type WHEN 'integer' THEN j.value END) AS INTEGER))
      ELSE j.value END AS part
    FROM json_each(c.request) AS j ORDER BY j.key)) AS request,
  c.response AS response
FROM call AS c JOIN unit AS u ON u.id = c.unit_id;

-- One row per planned request that is not done, with the last thing that was heard.
CREATE VIEW failures AS
SELECT u.id AS unit_id, u.plan_id AS plan_id, u.stage AS stage, u.state AS state,
  u.class AS class, u.message AS message, u.parent_id AS parent_id, ps.model AS model,
  c.status AS status, c.finish_reason AS finish_reason,
  coalesce(c.prompt_tokens, 0) + coalesce(c.completion_tokens, 0) AS tokens, c.cost AS cost,
  c.response AS response
FROM unit AS u
LEFT JOIN plan_stage AS ps ON ps.plan_id = u.plan_id AND ps.stage = u.stage
LEFT JOIN call AS c ON c.unit_id = u.id
  AND c.attempt = (SELECT max(m.attempt) FROM call AS m WHERE m.unit_id = u.id)
WHERE u.state <> 'done';

-- One row per plan, stage and model; examples_left counts the examples whose question or answer
-- the plan made, so cost_per_example adds up over the stages of a plan.
CREATE VIEW costs AS
WITH
  spent AS (
    SELECT u.plan_id AS plan_id, u.stage AS stage, c.model AS model, count(*) AS calls,
      sum(c.class IS NOT NULL) AS failures, sum(coalesce(c.prompt_tokens, 0)) AS prompt_tokens,
      sum(coalesce(c.completion_tokens, 0)) AS completion_tokens, sum(c.cost) AS cost
    FROM call AS c JOIN unit AS u ON u.id = c.unit_id
    GROUP BY u.plan_id, u.stage, c.model),
  yield AS (
    SELECT plan_id AS plan_id, count(DISTINCT answer_id) AS examples_left FROM (
      SELECT q.plan_id AS plan_id, st.artifact_id AS answer_id
      FROM standing AS st JOIN artifact AS q ON q.id = st.question_id WHERE st.chosen = 1
      UNION ALL
      SELECT a.plan_id AS plan_id, st.artifact_id AS answer_id
      FROM standing AS st JOIN artifact AS a ON a.id = st.artifact_id WHERE st.chosen = 1)
    GROUP BY plan_id)
SELECT spent.plan_id AS plan_id, spent.stage AS stage, spent.model AS model,
  spent.calls AS calls, spent.failures AS failures, spent.prompt_tokens AS prompt_tokens,
  spent.completion_tokens AS completion_tokens, spent.cost AS cost,
  coalesce(yield.examples_left, 0) AS examples_left,
  spent.cost / nullif(yield.examples_left, 0) AS cost_per_example
FROM spent LEFT JOIN yield ON yield.plan_id = spent.plan_id;
