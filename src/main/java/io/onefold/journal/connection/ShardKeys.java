package io.onefold.journal.connection;

import java.nio.charset.StandardCharsets;

/**
 * The names of everything that one cluster keeps in Redis. All keys of a shard begin with {@code
 * onefold:<cluster>:<shard>:}, so that several clusters may share a server.
 *
 * <pre>
 *   onefold:main:17:wal                      stream: the journal
 *   onefold:main:17:current                  string: id of the current checkpoint
 *   onefold:main:17:manifests                list: ids of the kept checkpoints, newest first
 *   onefold:main:17:manifest:4-107-9af01c22  string: what that checkpoint consists of
 *   onefold:main:17:chunks                   set: names of all chunks that were ever begun
 *   onefold:main:17:chunk:4-107:names:0:…    string: a piece of a section, its crc at the end
 *   onefold:main:17:history                  hash: what is known of each history segment
 *   onefold:main:17:history:3                hash: profile id → frames
 *   onefold:main:17:suppressed               hash: who is suppressed, and the list's version
 *   onefold:main:rules:4                     list: the rules of account 4, from version 1 on
 *   onefold:main:audit:4                     stream: what was done to the data of account 4
 *   onefold:main:rewrite-wanted              string: there while files have to be rewritten
 * </pre>
 *
 * <p>There are no braces in the names: the scripts touch several keys of a shard, and the journal
 * is made for one primary, not for Redis Cluster.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param cluster of letters, digits, dashes and underscores
 */
public record ShardKeys(String cluster) {

  public ShardKeys {
    if (cluster.isEmpty() || !cluster.chars().allMatch(ShardKeys::isPlain)) {
      throw new IllegalArgumentException("name of a cluster: " + cluster);
    }
  }

  public byte[] wal(int shard) {
    return bytes(shard, "wal");
  }

  public byte[] current(int shard) {
    return bytes(shard, "current");
  }

  public byte[] manifests(int shard) {
    return bytes(shard, "manifests");
  }

  public byte[] manifest(int shard, String id) {
    return bytes(shard, "manifest:" + id);
  }

  public byte[] chunks(int shard) {
    return bytes(shard, "chunks");
  }

  public byte[] chunk(int shard, String name) {
    return bytes(shard, "chunk:" + name);
  }

  /** What is known of each history segment of a shard. */
  public byte[] history(int shard) {
    return bytes(shard, "history");
  }

  public byte[] historySegment(int shard, long number) {
    return bytes(shard, "history:" + number);
  }

  /** The suppression list of a shard. */
  public byte[] suppressed(int shard) {
    return bytes(shard, "suppressed");
  }

  /** All rules that an account ever had. */
  public byte[] rules(int accountId) {
    return bytes("rules:" + accountId);
  }

  public byte[] audit(int accountId) {
    return bytes("audit:" + accountId);
  }

  /** Is there while the files of the store hold more than they should. */
  public byte[] rewriteWanted() {
    return bytes("rewrite-wanted");
  }

  private byte[] bytes(int shard, String what) {
    return bytes(shard + ":" + what);
  }

  private byte[] bytes(String what) {
    return ("onefold:" + cluster + ":" + what).getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }
}
