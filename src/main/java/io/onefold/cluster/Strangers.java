package io.onefold.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says so when a member comes that is no node and yet holds data: shards are given to it, and
 * nobody serves them.
 *
 * <p><b>Threading.</b> Stateless; called by the engine.
 */
final class Strangers implements MembershipListener {

  private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);

  @Override
  public void memberAdded(MembershipEvent event) {
    Member member = event.getMember();
    if (!member.isLiteMember() && !MemberConfig.isNode(member)) {
      LOG.error(
          "the member at {} is no node, and is given shards that nobody serves then: end it, and"
              + " have it join as a lite member",
          member.getAddress());
    }
  }

  @Override
  public void memberRemoved(MembershipEvent event) {}
}
