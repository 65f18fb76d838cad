package io.onefold.journal.history;

import io.onefold.event.ProfileId;
import io.onefold.journal.connection.ShardKeys;
import io.onefold.journal.history.HistorySegments.Segment;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/**
 * The two ways in which a segment changes, as scripts, because what is there may change only while
 * no later owner has come, and only from what it is: a former owner that hangs between reading and
 * writing would else put back what stood there before its successor wrote.
 *
 * <p>The successor is known by its epoch in the shard's journal, as where checkpoints are switched.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param epoch of the owner who writes
 */
record HistoryScript(ShardKeys keys, int shard, long epoch) {

  /** What a field of a hash costs beside its value, about: key, pointers, allocation. */
  private static final int FIELD_BYTES = 80;

  private static final String FENCE =
      """
      if redis.call('exists', KEYS[3]) == 1 then
        local info = redis.call('xinfo', 'stream', KEYS[3])
        for i = 1, #info, 2 do
          if info[i] == 'last-generated-id' then
            local epoch = string.match(info[i + 1], '^%d+')
            if tonumber(epoch) > tonumber(ARGV[1]) then return -tonumber(epoch) end
          end
        end
      end
      """;

  /** A page is known by its two seqs, which stand at the head of its frame. */
  private static final String APPEND =
      FENCE
          + """
          local function varint(bytes, at)
            local value, unit = 0, 1
            while true do
              local octet = string.byte(bytes, at)
              if not octet then return nil end
              value, at = value + octet % 128 * unit, at + 1
              if octet < 128 then return value, at end
              unit = unit * 128
            end
          end
          local function head(bytes, at)
            local length, body = varint(bytes, at)
            if not length or body + length + 3 > #bytes then return nil end
            local from, after = varint(bytes, body)
            return from, varint(bytes, after), body + length + 4
          end
          local function contains(frames, frame)
            local from, to = head(frame, 1)
            local at = 1
            while at <= #frames do
              local f, t, stop
              f, t, stop = head(frames, at)
              if not f then return false end
              if f == from and t == to then return true end
              at = stop
            end
            return false
          end
          local added = 0
          for i = 6, #ARGV, 2 do
            local frames = redis.call('hget', KEYS[2], ARGV[i])
            if not frames then added = added + tonumber(ARGV[5]) end
            frames = frames or ''
            if not contains(frames, ARGV[i + 1]) then
              redis.call('hset', KEYS[2], ARGV[i], frames .. ARGV[i + 1])
              added = added + #ARGV[i + 1]
            end
          end
          redis.call('hset', KEYS[1], ARGV[2], tonumber(ARGV[3]) + added .. ARGV[4])
          return added
          """;

  private static final String REPLACE =
      FENCE
          + """
          local now = redis.call('hget', KEYS[2], ARGV[4])
          if now == ARGV[6] or (not now and ARGV[6] == '') then return 1 end
          if now ~= ARGV[5] then return 0 end
          if ARGV[6] == '' then
            redis.call('hdel', KEYS[2], ARGV[4])
          else
            redis.call('hset', KEYS[2], ARGV[4], ARGV[6])
          end
          redis.call('hset', KEYS[1], ARGV[2], ARGV[3])
          return 1
          """;

  /** Frames, each behind those of its profile, unless they are there. */
  record Frames(List<byte[]> fields, List<byte[]> frames) {}

  /** Answers by how many bytes the segment has grown, see {@link #checked}. */
  Request append(long number, Segment before, long nowMs, Frames added) {
    Request request = script(APPEND, number);
    request.arg(Long.toString(number)).arg(before.bytes());
    request.arg(":" + before.openedMs() + ":" + nowMs).arg(FIELD_BYTES);
    for (int i = 0; i < added.fields().size(); i++) {
      request.arg(added.fields().get(i)).arg(added.frames().get(i));
    }
    return request;
  }

  /** What the segment is when a profile's frames have become these. */
  static Segment shrunk(Segment before, byte[] frames, byte[] rest) {
    return before.shrunk(frames.length - rest.length + (rest.length == 0 ? FIELD_BYTES : 0));
  }

  /** Answers 1 when it was done, 0 when the frames are not what they were; see {@link #checked}. */
  Request replace(long number, Segment after, ProfileId profile, byte[] frames, byte[] rest) {
    return script(REPLACE, number)
        .arg(Long.toString(number))
        .arg(after.text())
        .arg(ShardHistory.id(profile))
        .arg(frames)
        .arg(rest);
  }

  private Request script(String script, long number) {
    return Request.cmd(Command.EVAL)
        .arg(script)
        .arg(3)
        .arg(keys.history(shard))
        .arg(keys.historySegment(shard, number))
        .arg(keys.wal(shard))
        .arg(epoch);
  }

  /**
   * What a script answered.
   *
   * @throws IllegalStateException when a later owner has come
   */
  long checked(Response answer) {
    long answered = answer.toLong();
    if (answered < 0) {
      throw new IllegalStateException(
          "the history of shard %d is another owner's, epoch %d, and not that of epoch %d"
              .formatted(shard, -answered, epoch));
    }
    return answered;
  }
}
