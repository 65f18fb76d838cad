package io.onefold.journal.hazelcast.grid;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.MapServiceContext;
import com.hazelcast.map.impl.record.Record;
import com.hazelcast.map.impl.recordstore.RecordStore;
import com.hazelcast.spi.impl.NodeEngineImpl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one member has of a shard, as its owner or as one who keeps a copy.
 *
 * <p><b>Threading.</b> Read while nobody writes.
 */
public final class Copies {

  private Copies() {}

  /** All values, of slots and of pieces. */
  public static List<byte[]> of(HazelcastInstance member, int shard) {
    List<byte[]> all = new ArrayList<>(map(member, ClusterMaps.SLOTS, shard).values());
    all.addAll(map(member, ClusterMaps.BLOBS, shard).values());
    return all;
  }

  /** What stands at the places of a log, by seq. */
  static Map<Long, byte[]> slots(HazelcastInstance member, int shard) {
    Map<Long, byte[]> slots = new HashMap<>();
    map(member, ClusterMaps.SLOTS, shard)
        .forEach((key, value) -> slots.put(((SlotKey) key).seq(), value));
    return slots;
  }

  /** Makes a member's copy, or the owner's, forget a place, and tells nobody. */
  static void forget(HazelcastInstance member, int shard, Place.Slot place, SlotKey key) {
    Data data = engine(member).getSerializationService().toData(key);
    store(member, ClusterMaps.SLOTS, place.shard()).evict(data, false);
  }

  private static Map<Object, byte[]> map(HazelcastInstance member, String map, int shard) {
    Map<Object, byte[]> all = new HashMap<>();
    RecordStore<?> store = store(member, map, shard);
    if (store != null) {
      store.forEach((key, record) -> all.put(object(member, key), value(member, record)), true);
    }
    return all;
  }

  private static Object object(HazelcastInstance member, Data data) {
    return engine(member).getSerializationService().toObject(data);
  }

  private static byte[] value(HazelcastInstance member, Record<?> record) {
    return engine(member).getSerializationService().toObject(record.getValue());
  }

  private static RecordStore<?> store(HazelcastInstance member, String map, int shard) {
    MapService maps = engine(member).getService(MapService.SERVICE_NAME);
    MapServiceContext context = maps.getMapServiceContext();
    return context.getExistingRecordStore(shard, map);
  }

  private static NodeEngineImpl engine(HazelcastInstance member) {
    return ((HazelcastInstanceProxy) member).getOriginal().node.getNodeEngine();
  }
}
