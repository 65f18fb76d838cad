package io.onefold.journal.hazelcast;

import io.onefold.journal.hazelcast.grid.Grid;
import io.onefold.journal.hazelcast.grid.Place;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * Members that hold one shard, its owner's copy and one more, in one thread and from a seed. Calls
 * are carried out when {@link #step} comes to them; what is lost on the way is drawn by lot.
 *
 * <pre>
 *   the table: version, holder, replica ── told to each member in time: at once to those who
 *              get or keep a copy, late to all others, not at all to one who was cut off
 *   a call: goes to whom the caller's table says; carried out there, if that one's table says so
 *           too; copied to whom the holder's table says, if that one still knows the holder
 * </pre>
 *
 * <p><b>Threading.</b> Confined to the test's thread.
 */
final class SimulatedCluster {

  static final int NOBODY = -1;

  /** Who holds the shard, as one member sees it. */
  record Table(int version, int holder, int replica) {}

  /** Something that happens at a time. */
  private record Timer(long atMs, long order, Runnable action) {}

  final Random random;
  private final Member[] members;
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::atMs).thenComparingLong(Timer::order));
  private final List<Runnable> late = new ArrayList<>();

  /** Every record that was ever on two copies at once. */
  private final Set<ByteBuffer> doubled = new HashSet<>();

  private Table table = new Table(1, 0, 1);
  private long nowMs;
  private long order;
  private boolean calm;

  SimulatedCluster(Random random, int count) {
    this.random = random;
    this.members = new Member[count];
    Arrays.setAll(members, Member::new);
    Arrays.stream(members).forEach(member -> member.table = table);
  }

  /** One member: its table, its copy, and the calls that it has sent. */
  private static final class Member {

    private final int number;
    private final Deque<Runnable> calls = new ArrayDeque<>();
    private Map<Place, byte[]> memory = new HashMap<>();
    private Table table;
    private boolean isCutOff;

    /** Counts its lives: it gets another name when it comes back. */
    private int life;

    private Member(int number) {
      this.number = number;
    }
  }

  /** The cluster as one member sees it. */
  Grid grid(int member) {
    return new SimulatedGrid(this, member);
  }

  /** Whether a record was ever on two copies at once. */
  boolean wasDoubled(byte[] record) {
    return doubled.contains(ByteBuffer.wrap(record));
  }

  Table table(int member) {
    return members[member].table;
  }

  int life(int member) {
    return members[member].life;
  }

  boolean isCutOff(int member) {
    return members[member].isCutOff;
  }

  /** No faults any more; what is late is dropped. */
  void calmDown() {
    calm = true;
    late.clear();
  }

  void call(int from, Runnable call) {
    members[from].calls.add(call);
  }

  void timer(long afterMs, Runnable action) {
    timers.add(new Timer(nowMs + afterMs, order++, action));
  }

  /** Carries out one call, or the next timer; false if there is neither. */
  boolean step() {
    List<Member> busy = Arrays.stream(members).filter(member -> !member.calls.isEmpty()).toList();
    if (!busy.isEmpty() && (timers.isEmpty() || random.nextInt(20) > 0)) {
      busy.get(random.nextInt(busy.size())).calls.poll().run();
      return true;
    }
    if (timers.isEmpty()) {
      return false;
    }
    Timer next = timers.poll();
    nowMs = Math.max(nowMs, next.atMs());
    next.action().run();
    return true;
  }

  /** Something happens to the cluster that nobody asked for. */
  void disturb() {
    switch (random.nextInt(8)) {
      case 0 -> cutOff(table.holder());
      case 1 -> cutOff(table.replica());
      case 2, 3 -> move();
      case 4 -> comeBack();
      case 5 -> tell(random.nextInt(members.length));
      case 6 -> arriveLate();
      case 7 -> fillReplica();
      default -> throw new AssertionError();
    }
  }

  /** The cluster is whole again. */
  void heal() {
    for (int member = 0; member < members.length; member++) {
      if (members[member].isCutOff) {
        comeBack();
      }
    }
    fillReplica();
    for (int member = 0; member < members.length; member++) {
      tell(member);
    }
  }

  /** What the caller's holder has, or an exception on the way. */
  Map<Place, byte[]> holderOf(int caller) {
    int holder = members[caller].table.holder();
    boolean isReached = holder == caller || !(members[caller].isCutOff || members[holder].isCutOff);
    if (!isReached || members[holder].table.holder() != holder) {
      throw new IllegalStateException("member " + holder + " does not answer " + caller);
    }
    return members[holder].memory;
  }

  /** Whether the holder's copy was made, where the holder believes that there is one to be made. */
  boolean copies(int caller, Place place, byte[] mine) {
    Member holder = members[members[caller].table.holder()];
    if (holder.table.replica() == NOBODY) {
      return true;
    }
    Member replica = members[holder.table.replica()];
    boolean isHeard =
        !holder.isCutOff
            && !replica.isCutOff
            && replica.table.replica() == replica.number
            && replica.table.holder() == holder.number;
    if (!isHeard || isAbove(replica.memory.get(place), mine, place)) {
      return false;
    }
    put(replica.memory, place, mine);
    doubled.add(ByteBuffer.wrap(mine));
    return true;
  }

  static void put(Map<Place, byte[]> memory, Place place, byte[] mine) {
    if (mine.length == 0) {
      memory.remove(place);
    } else {
      memory.put(place, mine);
    }
  }

  private static boolean isAbove(byte[] there, byte[] mine, Place place) {
    return place instanceof Place.Slot
        && there != null
        && mine.length > 0
        && ByteBuffer.wrap(there).getLong(Grid.EPOCH_AT)
            > ByteBuffer.wrap(mine).getLong(Grid.EPOCH_AT);
  }

  /** Draws whether a fault of one in so many happens. */
  boolean happens(int oneIn) {
    return !calm && random.nextInt(oneIn) == 0;
  }

  void later(Runnable operation) {
    late.add(operation);
  }

  private void arriveLate() {
    if (!late.isEmpty()) {
      Runnable operation = late.get(random.nextInt(late.size()));
      try {
        operation.run();
      } catch (IllegalStateException nobodyThere) {
        late.remove(operation);
      }
    }
  }

  /** A member is taken for dead; it may live on and not know. Its copy is complete elsewhere. */
  private void cutOff(int member) {
    if (member == NOBODY || table.replica() == NOBODY) {
      return;
    }
    int holder = member == table.holder() ? table.replica() : table.holder();
    members[member].isCutOff = true;
    change(new Table(table.version() + 1, holder, NOBODY));
  }

  private void move() {
    if (table.replica() != NOBODY) {
      Map<Place, byte[]> memory = members[table.holder()].memory;
      members[table.replica()].memory = copied(memory);
      change(new Table(table.version() + 1, table.replica(), table.holder()));
    }
  }

  private void fillReplica() {
    for (Member member : members) {
      if (table.replica() == NOBODY && member.number != table.holder() && !member.isCutOff) {
        member.memory = copied(members[table.holder()].memory);
        change(new Table(table.version() + 1, table.holder(), member.number));
      }
    }
  }

  private Map<Place, byte[]> copied(Map<Place, byte[]> memory) {
    memory.values().forEach(record -> doubled.add(ByteBuffer.wrap(record)));
    return new HashMap<>(memory);
  }

  /** A member that was cut off joins again: under another name, and with nothing. */
  private void comeBack() {
    for (Member member : members) {
      if (member.isCutOff) {
        member.isCutOff = false;
        member.life++;
        member.memory = new HashMap<>();
        member.table = table;
        return;
      }
    }
  }

  private void change(Table to) {
    table = to;
    members[to.holder()].table = to;
    if (to.replica() != NOBODY) {
      members[to.replica()].table = to;
    }
  }

  private void tell(int member) {
    if (!members[member].isCutOff) {
      members[member].table = table;
    }
  }
}
