package io.onefold.journal;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.journal.SuppressionChange.Subject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A shard's suppression list as it stands in the store.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param version counts what was changed, ever; never goes back
 * @param latest the change that holds for each subject, lifted ones among them; each subject once
 */
public record Suppressed(long version, List<SuppressionChange> latest) {

  public static final Suppressed NONE = new Suppressed(0, List.of());

  public Suppressed {
    latest = List.copyOf(latest);
  }

  /** The identifiers that are suppressed. */
  public Set<Hash128> identifiers() {
    Set<Hash128> hashes = new HashSet<>();
    for (SuppressionChange change : latest) {
      if (change.suppressed() && change.subject() instanceof Subject.Identifier(Hash128 hash)) {
        hashes.add(hash);
      }
    }
    return hashes;
  }

  /** The profiles that are erased. */
  public Set<ProfileId> profiles() {
    Set<ProfileId> ids = new HashSet<>();
    for (SuppressionChange change : latest) {
      if (change.suppressed() && change.subject() instanceof Subject.Profile(ProfileId id)) {
        ids.add(id);
      }
    }
    return ids;
  }
}
