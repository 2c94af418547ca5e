-- One schema a house. {schema} stands for its name, which is small letters, figures and _ alone.
CREATE TABLE meta (
    key   text COLLATE "C" NOT NULL PRIMARY KEY,
    value text NOT NULL
);
INSERT INTO meta (key, value) VALUES ('application', 'ketnoi');

-- The journal: one row a fact, appended and never changed. What each column holds, and how `hash` is made, stands in
-- docs/store.md. Numbers begin at 1 in every stream and have no gaps: the primary key decides who has a number.
CREATE TABLE facts (
    stream        text   COLLATE "C" NOT NULL,
    seq           bigint NOT NULL CHECK (seq > 0),
    cmd           text   COLLATE "C" NOT NULL,
    n             bigint NOT NULL CHECK (n >= 0),
    type          text   COLLATE "C" NOT NULL,
    version       bigint NOT NULL,
    at            bigint NOT NULL,
    recorded      bigint NOT NULL,
    actor         text   COLLATE "C" NOT NULL,
    real_user     text   COLLATE "C" NOT NULL,
    role          text   COLLATE "C" NOT NULL,
    via           text   COLLATE "C" NOT NULL,
    unit          text   COLLATE "C",
    entered_later bigint NOT NULL CHECK (entered_later IN (0, 1)),
    hash          bytea  NOT NULL CHECK (octet_length(hash) = 32),
    salt          bytea  CHECK (octet_length(salt) = 16),
    digest        bytea  CHECK (octet_length(digest) = 32),
    redacted_by   bigint CHECK (redacted_by > seq),
    payload       text   NOT NULL,
    PRIMARY KEY (stream, seq),
    CONSTRAINT facts_by_cmd UNIQUE (stream, cmd, n)
);
CREATE INDEX facts_redacted ON facts (stream, seq, redacted_by) WHERE redacted_by IS NOT NULL;

-- Nobody changes a fact, its owner and the administrator of the server included, as long as this stands; but words about
-- people can be removed, by a fact that says so: the row stays, and what its hash covers of them.
CREATE FUNCTION facts_stand() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $stand$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.redacted_by IS NULL AND NEW.redacted_by IS NOT NULL AND NEW.payload = '' AND NEW.salt IS NULL
            AND NEW.digest IS NOT DISTINCT FROM
                (CASE WHEN OLD.salt IS NULL THEN NULL ELSE sha256(OLD.salt || convert_to(OLD.payload, 'UTF8')) END)
            AND (NEW.stream, NEW.seq, NEW.cmd, NEW.n, NEW.type, NEW.version, NEW.at, NEW.recorded, NEW.actor,
                 NEW.real_user, NEW.role, NEW.via, NEW.entered_later, NEW.hash)
              = (OLD.stream, OLD.seq, OLD.cmd, OLD.n, OLD.type, OLD.version, OLD.at, OLD.recorded, OLD.actor,
                 OLD.real_user, OLD.role, OLD.via, OLD.entered_later, OLD.hash)
            AND NEW.unit IS NOT DISTINCT FROM OLD.unit
            AND EXISTS (
                SELECT 1 FROM {schema}.facts r
                WHERE r.stream = OLD.stream AND r.seq = NEW.redacted_by AND r.type = 'fact.redacted'
                    AND (r.payload::json ->> 'seq')::bigint = OLD.seq)
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'facts are appended and never changed' USING ERRCODE = 'integrity_constraint_violation';
END
$stand$;
CREATE TRIGGER facts_stand BEFORE UPDATE OR DELETE ON facts FOR EACH ROW EXECUTE FUNCTION facts_stand();
CREATE TRIGGER facts_stay BEFORE TRUNCATE ON facts FOR EACH STATEMENT EXECUTE FUNCTION facts_stand();

-- A store that was moved takes no more facts, whichever program brings them. Asked once a statement, and after its lock was
-- waited for: who was in the middle of a turn when the store was left is refused too.
CREATE FUNCTION facts_moved() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $moved$
DECLARE
    place text;
    how text;
BEGIN
    SELECT value, key INTO place, how FROM {schema}.meta WHERE key IN ('moving', 'moved');
    IF FOUND THEN
        RAISE EXCEPTION '%', place USING ERRCODE = 'KT001', DETAIL = how;
    END IF;
    RETURN NULL;
END
$moved$;
CREATE TRIGGER facts_moved BEFORE INSERT ON facts FOR EACH STATEMENT EXECUTE FUNCTION facts_moved();

-- Scratch: stored states for a quick start, and their long past in pieces, each with a hash over what stands in its row. Of
-- every program that is in use there may be one. Outside the chain; may be emptied at any time.
CREATE TABLE snapshots (
    stream      text   COLLATE "C" NOT NULL,
    fingerprint bigint NOT NULL,
    seq         bigint NOT NULL,
    hash        bytea  NOT NULL,
    sum         bytea  NOT NULL,
    kept        bigint NOT NULL,
    state       bytea  NOT NULL,
    PRIMARY KEY (stream, fingerprint)
);
CREATE TABLE shelves (
    stream      text   COLLATE "C" NOT NULL,
    fingerprint bigint NOT NULL,
    name        bigint NOT NULL,
    sum         bytea  NOT NULL,
    bytes       bytea  NOT NULL,
    PRIMARY KEY (stream, fingerprint, name)
);

-- Scratch: what was refused because of who asked, whose form is open on which unit, how far each person had looked.
CREATE TABLE attempts (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        bigint NOT NULL,
    actor     text   COLLATE "C" NOT NULL,
    real_user text   COLLATE "C" NOT NULL,
    role      text   NOT NULL,
    via       text   NOT NULL,
    stream    text   COLLATE "C" NOT NULL,
    unit      text,
    tried     text   NOT NULL,
    rule      text   NOT NULL
);
CREATE TABLE claims (
    stream text   COLLATE "C" NOT NULL,
    unit   text   COLLATE "C" NOT NULL,
    actor  text   COLLATE "C" NOT NULL,
    until  bigint NOT NULL,
    PRIMARY KEY (stream, unit, actor)
);
CREATE TABLE last_looked (
    stream text   COLLATE "C" NOT NULL,
    actor  text   COLLATE "C" NOT NULL,
    seq    bigint NOT NULL,
    at     bigint NOT NULL,
    PRIMARY KEY (stream, actor)
);

-- Scratch: something was removed, and the pages of the server may still hold it.
CREATE TABLE remains (
    since bigint NOT NULL
);

-- Scratch: what of each mailbox was read already, and when each mailbox was last read.
CREATE TABLE swept (
    mailbox text COLLATE "C" NOT NULL,
    item    text COLLATE "C" NOT NULL,
    mark    text NOT NULL,
    PRIMARY KEY (mailbox, item)
);
CREATE TABLE mailboxes (
    name    text   COLLATE "C" NOT NULL PRIMARY KEY,
    tried   bigint NOT NULL,
    read    bigint,
    every   bigint,
    trouble text,
    "left"  bigint NOT NULL
);

-- Scratch: which message to which unit somebody has in hand; may be emptied when nobody sends and no message is in the
-- phase of leaving (1).
CREATE TABLE sendings (
    stream     text   COLLATE "C" NOT NULL,
    unit       text   COLLATE "C" NOT NULL,
    address    text   COLLATE "C" NOT NULL,
    step       text   COLLATE "C" NOT NULL,
    day        text   NOT NULL,
    daily      bigint NOT NULL,
    message_id text   NOT NULL,
    token      text   COLLATE "C" NOT NULL,
    phase      bigint NOT NULL CHECK (phase BETWEEN 0 AND 3),
    since      bigint NOT NULL,
    until      bigint NOT NULL,
    tries      bigint NOT NULL,
    PRIMARY KEY (stream, unit, address, step)
);
CREATE INDEX sendings_by_token ON sendings (token);

-- The one way to remove words: run with the rights of the schema's owner, and the trigger above looks at it all the same.
CREATE FUNCTION redact(of_stream text, of_seq bigint, by_seq bigint, now_at bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $redact$
BEGIN
    UPDATE {schema}.facts SET
        payload = '', salt = NULL, redacted_by = by_seq,
        digest = CASE WHEN salt IS NULL THEN NULL ELSE sha256(salt || convert_to(payload, 'UTF8')) END
    WHERE stream = of_stream AND seq = of_seq AND redacted_by IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'fact % of % has no words to remove', of_seq, of_stream USING ERRCODE = 'no_data_found';
    END IF;
    DELETE FROM {schema}.snapshots WHERE stream = of_stream;
    DELETE FROM {schema}.shelves WHERE stream = of_stream;
    INSERT INTO {schema}.remains (since) VALUES (now_at);
END
$redact$;
REVOKE ALL ON FUNCTION redact(text, bigint, bigint, bigint) FROM PUBLIC;
