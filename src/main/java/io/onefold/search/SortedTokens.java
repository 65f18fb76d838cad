package io.onefold.search;

import java.util.Arrays;

/**
 * The words of one account's texts, as addresses in the {@link TextArena}, in its order. A list of
 * sorted blocks, which is a B-tree of two levels: a word is found by halves among the blocks and
 * then in its block.
 *
 * <p>Runs that are merged when they have grown would take as little memory, but a merge of a
 * hundred thousand words would hold up the shard for milliseconds; here no call moves more than a
 * block and the list of blocks.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 *
 * <p><b>Bounds.</b> 4 bytes a word, and room for up to 64 more in a block of 256 to 512: 4.4 bytes.
 * With 100,000 words, about 270 blocks: 9 steps among the blocks, 9 inside one. A million words
 * make 2,700 blocks, whose list is 21 KB to move when one splits.
 *
 * <p><b>Source.</b> Bayer and McCreight, "Organization and maintenance of large ordered indices",
 * Acta Informatica 1 (1972).
 */
final class SortedTokens {

  /** The place after the last word. */
  static final long END = Long.MAX_VALUE;

  private static final int BLOCK_MAX = 512;
  private static final int ROOM = 64;

  private final TextArena arena;
  private int[][] blocks = {new int[ROOM]};
  private int[] sizes = new int[1];
  private int blockCount = 1;

  SortedTokens(TextArena arena) {
    this.arena = arena;
  }

  boolean isEmpty() {
    return blockCount == 1 && sizes[0] == 0;
  }

  long heapBytes() {
    long words = 0;
    for (int block = 0; block < blockCount; block++) {
      words += blocks[block].length;
    }
    return (words + 2L * blocks.length + sizes.length) * Integer.BYTES;
  }

  /** Adds a word that is not there yet. */
  void add(int token) {
    int block = Math.min(blockOf(token), blockCount - 1);
    if (sizes[block] == BLOCK_MAX) {
      split(block);
      if (arena.compare(last(block), token) < 0) {
        block++;
      }
    }
    int at = placeIn(block, token);
    int size = sizes[block]++;
    if (size == blocks[block].length) {
      blocks[block] = Arrays.copyOf(blocks[block], size + ROOM);
    }
    System.arraycopy(blocks[block], at, blocks[block], at + 1, size - at);
    blocks[block][at] = token;
  }

  /** Removes a word; its text must still be in the arena. */
  void remove(int token) {
    int block = blockOf(token);
    int at = placeIn(block, token);
    int size = --sizes[block];
    System.arraycopy(blocks[block], at + 1, blocks[block], at, size - at);
    if (size == 0 && blockCount > 1) {
      blockCount--;
      System.arraycopy(blocks, block + 1, blocks, block, blockCount - block);
      System.arraycopy(sizes, block + 1, sizes, block, blockCount - block);
      blocks[blockCount] = null;
    }
  }

  /** The place of the first word that begins with {@code prefix}, or of the first one after it. */
  long first(byte[] prefix) {
    return bound(prefix, 0);
  }

  /** How many words begin with {@code prefix}. */
  int count(byte[] prefix) {
    long from = bound(prefix, 0);
    long to = bound(prefix, 1);
    if (from == to) {
      return 0;
    }
    int count = (to == END ? 0 : index(to)) - index(from);
    int blocksEnd = to == END ? blockCount : block(to);
    for (int block = block(from); block < blocksEnd; block++) {
      count += sizes[block];
    }
    return count;
  }

  long next(long place) {
    return place(block(place), index(place) + 1);
  }

  /** The word at a place, or {@link TextArena#NONE} at the end. */
  int at(long place) {
    return place == END ? TextArena.NONE : blocks[block(place)][index(place)];
  }

  /** The first place whose text compares to {@code prefix} as {@code order} or higher. */
  private long bound(byte[] prefix, int order) {
    int low = 0;
    int high = blockCount;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sizes[middle] > 0 && arena.compareToPrefix(last(middle), prefix) >= order) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == blockCount ? END : place(low, boundIn(low, prefix, order));
  }

  private int boundIn(int block, byte[] prefix, int order) {
    int low = 0;
    int high = sizes[block];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (arena.compareToPrefix(blocks[block][middle], prefix) >= order) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The first block whose last word is not before {@code token}; {@code blockCount} if none. */
  private int blockOf(int token) {
    int low = 0;
    int high = blockCount;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sizes[middle] > 0 && arena.compare(last(middle), token) >= 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private int placeIn(int block, int token) {
    int low = 0;
    int high = sizes[block];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (arena.compare(blocks[block][middle], token) >= 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private void split(int block) {
    if (blockCount == blocks.length) {
      int more = blockCount + blockCount / 2 + 1;
      blocks = Arrays.copyOf(blocks, more);
      sizes = Arrays.copyOf(sizes, more);
    }
    System.arraycopy(blocks, block + 1, blocks, block + 2, blockCount - block - 1);
    System.arraycopy(sizes, block + 1, sizes, block + 2, blockCount - block - 1);
    int[] full = blocks[block];
    int half = BLOCK_MAX / 2;
    blocks[block] = Arrays.copyOf(full, half + ROOM);
    blocks[block + 1] = Arrays.copyOf(Arrays.copyOfRange(full, half, BLOCK_MAX), half + ROOM);
    sizes[block] = half;
    sizes[block + 1] = half;
    blockCount++;
  }

  private int last(int block) {
    return blocks[block][sizes[block] - 1];
  }

  private long place(int block, int index) {
    if (index < sizes[block]) {
      return (long) block << Integer.SIZE | index;
    }
    return block + 1 < blockCount ? (long) (block + 1) << Integer.SIZE : END;
  }

  private static int block(long place) {
    return (int) (place >>> Integer.SIZE);
  }

  private static int index(long place) {
    return (int) place;
  }
}
