package io.onefold.http.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.onefold.http.access.AccessKey;
import io.onefold.http.edge.Arrival;
import io.onefold.http.edge.Edge;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;

/**
 * {@code GET /v1/cluster}.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class ClusterRoute {

  private final Edge edge;
  private final ClusterView view;

  public ClusterRoute(Edge edge, ClusterView view) {
    this.edge = edge;
    this.view = view;
  }

  /** Shows members and shards. */
  public void show(Arrival arrival, AccessKey key, RoutingContext ctx) {
    view.look()
        .onSuccess(state -> edge.replies().ok(arrival.response(), out -> write(state, out)))
        .onFailure(failure -> edge.failures().answer(arrival.response(), failure));
  }

  private static void write(ClusterState state, JsonGenerator out) throws IOException {
    out.writeStringField("cluster", state.name());
    out.writeStringField("acknowledge", state.acknowledge());
    out.writeNumberField("copies", state.copies());
    out.writeNumberField("quorum", state.quorum());
    out.writeNumberField("belonging", state.belonging());
    out.writeArrayFieldStart("members");
    for (ClusterState.Member member : state.members()) {
      out.writeStartObject();
      out.writeStringField("node", member.node());
      out.writeStringField("id", member.id());
      out.writeStringField("address", member.address());
      out.writeBooleanField("self", member.self());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("shards");
    for (ClusterState.ShardAt shard : state.shards()) {
      out.writeStartObject();
      out.writeNumberField("shard", shard.shard());
      out.writeStringField("node", shard.node().isEmpty() ? null : shard.node());
      out.writeStringField("state", shard.state());
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
