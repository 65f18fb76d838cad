package io.onefold.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives every profile and every message that comes up in a search a number: equal ones the same.
 */
final class Numbers {

  private final Map<Profile, Integer> profileNumbers = new HashMap<>();
  private final List<Profile> profiles = new ArrayList<>();
  private final Map<Message, Integer> messageNumbers = new HashMap<>();
  private final List<Message> messages = new ArrayList<>();

  Numbers() {
    profiles.add(null); // number 0 is no profile
  }

  int of(Profile profile) {
    if (profile == null) {
      return 0;
    }
    Integer known = profileNumbers.get(profile);
    if (known != null) {
      return known;
    }
    profileNumbers.put(profile, profiles.size());
    profiles.add(profile);
    return profiles.size() - 1;
  }

  Profile profile(int number) {
    return profiles.get(number);
  }

  int of(Message message) {
    Integer known = messageNumbers.get(message);
    if (known != null) {
      return known;
    }
    messageNumbers.put(message, messages.size());
    messages.add(message);
    return messages.size() - 1;
  }

  Message message(int number) {
    return messages.get(number);
  }
}
