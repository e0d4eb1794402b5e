-- Postgres itself tells on the channel "session_endings" what has ended, whoever ended it and with whatever statement.
-- The arguments: the type of the ending, and the name under which it has the id.
CREATE FUNCTION tell_session_ending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('session_endings', json_build_object('type', TG_ARGV[0], TG_ARGV[1], OLD.id)::text);
  RETURN NULL;
END
$$;

-- What has expired ended without being told; it is only cleared away.
CREATE TRIGGER session_deleted AFTER DELETE ON "sessions" FOR EACH ROW
  WHEN (OLD.expires_at > now()) EXECUTE FUNCTION tell_session_ending('session', 'sessionId');

CREATE TRIGGER session_cut_short AFTER UPDATE ON "sessions" FOR EACH ROW
  WHEN (NEW.expires_at < OLD.expires_at OR NEW.session_version <> OLD.session_version
    OR NEW.reviewer_id <> OLD.reviewer_id) EXECUTE FUNCTION tell_session_ending('session', 'sessionId');

CREATE TRIGGER reviewer_revoked AFTER UPDATE ON "reviewers" FOR EACH ROW
  WHEN (NEW.session_version <> OLD.session_version OR NEW.disabled_at IS DISTINCT FROM OLD.disabled_at)
  EXECUTE FUNCTION tell_session_ending('reviewer', 'reviewerId');
