package io.onefold.identity;

import io.onefold.event.ProfileId;
import io.onefold.message.Answer.Part;
import io.onefold.message.RouteFilter;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the history of a profile lies: under its own id and those it absorbed, but for what was
 * split off; and under ids that it was split off from.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class HistoryParts {

  private HistoryParts() {}

  static List<Part> of(ProfileId profile, LinkState state) {
    List<Part> parts = new ArrayList<>();
    for (ProfileId id : ids(profile, state)) {
      parts.add(new Part(id, RouteFilter.except(state.partings.givenOf(id))));
    }
    state
        .partings
        .sharesById()
        .forEach((id, routes) -> parts.add(new Part(id, RouteFilter.only(routes))));
    return parts;
  }

  /** The profile's own id and those it absorbed. */
  static List<ProfileId> ids(ProfileId profile, LinkState state) {
    List<ProfileId> ids = new ArrayList<>();
    ids.add(profile);
    state.merged.stream().map(LinkState.Merged::profile).forEach(ids::add);
    return ids;
  }
}
