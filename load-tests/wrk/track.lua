-- One track event a request, each with a message id of its own, of 100,000 visitors.
-- wrk -t1 -c64 -d20s -s load-tests/wrk/track.lua --latency http://127.0.0.1:8080/v1/track
local count = 0
local run = os.time() % 100000

function request()
  count = count + 1
  local visitor = (count * 7919) % 100000
  local body = '{"anonymousId":"visitor-' .. visitor .. '","event":"Product Viewed","messageId":"w'
    .. run .. '-' .. count .. '","properties":{"product_id":"p' .. visitor % 997
    .. '","price":12.5,"url":"https://shop.test/p/17","referrer":"https://search.test/"},'
    .. '"context":{"page":{"path":"/p/17","title":"Red shoes"},"userAgent":"wrk"}}'
  return wrk.format("POST", nil, { ["Authorization"] = "Basic ZGV2LXdyaXRlLWtleTo=" }, body)
end
