package io.onefold.journal;

/**
 * A named part of a checkpoint, for example one page of profiles. Parts that did not change since
 * the current checkpoint are only named, and share its bytes.
 *
 * <p><b>Threading.</b> Immutable as far as its callers leave the bytes alone.
 *
 * <p><b>Bounds.</b> Any size; stored in chunks. Best a few hundred KB, so that little is written
 * again when little has changed.
 *
 * @param name of letters, digits, dots, dashes and underscores; at most 64
 * @param version counts the contents of this name: equal version, equal bytes. It is how a store
 *     notices that it does not have what is called unchanged.
 */
public record Section(String name, int version, Content content) {

  private static final int NAME_CHARS_MAX = 64;

  public Section {
    if (name.isEmpty() || name.length() > NAME_CHARS_MAX || !isPlain(name)) {
      throw new IllegalArgumentException("name of a section: " + name);
    }
  }

  public static Section fresh(String name, int version, byte[] bytes) {
    return new Section(name, version, new Content.Fresh(bytes));
  }

  public static Section unchanged(String name, int version) {
    return new Section(name, version, new Content.Unchanged());
  }

  private static boolean isPlain(String name) {
    return name.chars()
        .allMatch(
            c ->
                (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '.'
                    || c == '_');
  }

  /** The bytes of a section, or that they are stored already. */
  public sealed interface Content {

    /** Bytes to be stored. All that is loaded is of this kind. */
    record Fresh(byte[] bytes) implements Content {}

    /**
     * The same name and version stand in the checkpoint that was last loaded ({@link Loaded.Found})
     * or stored ({@link Put.Stored}) through this journal, whichever came later.
     */
    record Unchanged() implements Content {}
  }
}
