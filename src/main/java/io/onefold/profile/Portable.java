package io.onefold.profile;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A profile on its way to another shard: its array as it is, and before it the part of the
 * dictionary that the array refers to.
 *
 * <pre>version 1 │ number of names │ number, name │ … │ length of the array │ array</pre>
 *
 * <p><b>Threading.</b> Stateless. <b>Errors.</b> An unknown version is an {@link
 * IllegalArgumentException}.
 */
final class Portable {

  private static final int VERSION = 1;

  private Portable() {}

  static void write(Packed profile, Names names, PackedWriter out) {
    Set<Integer> used = namesOf(profile);
    out.u8(VERSION).varint(used.size());
    for (int name : used) {
      out.varint(name).string(names.name(name));
    }
    out.varint(profile.packedLength());
    profile.writeTo(out);
  }

  /** The profile that {@link #write} wrote, in the numbers of {@code names}. */
  static Profile read(PackedReader in, Names names) {
    int version = in.u8();
    if (version != VERSION) {
      throw new IllegalArgumentException("unknown form of a portable profile: " + version);
    }
    Map<Integer, String> used = new LinkedHashMap<>();
    for (int left = in.count(); left > 0; left--) {
      used.put(in.count(), in.string());
    }
    Profile foreign = Profile.of(in.bytes());
    Map<Integer, Integer> numbers = new HashMap<>();
    used.forEach((number, name) -> numbers.put(number, names.idOf(name, foreign.accountId())));
    Profile profile = Profile.create(foreign.accountId());
    profile.absorb(Translation.of(foreign, profile, numbers::get), names);
    return profile;
  }

  /** In the order of their numbers, so that the same profile is always written the same way. */
  private static Set<Integer> namesOf(Packed profile) {
    Set<Integer> used = new TreeSet<>();
    Routes.collectNames(profile, used);
    Ring.collectNames(profile, used);
    Metrics.collectNames(profile, used);
    Attributes.ROWS.collectNames(profile, used);
    Consents.ROWS.collectNames(profile, used);
    return used;
  }
}
