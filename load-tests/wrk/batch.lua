-- A hundred track events a request, each with a message id of its own, of 100,000 visitors.
-- wrk -t1 -c16 -d20s -s load-tests/wrk/batch.lua --latency http://127.0.0.1:8080/v1/batch
local count = 0
local run = os.time() % 100000
local parts = {}

function request()
  for i = 1, 100 do
    count = count + 1
    local visitor = (count * 7919) % 100000
    parts[i] = '{"type":"track","anonymousId":"visitor-' .. visitor
      .. '","event":"Product Viewed","messageId":"b' .. run .. '-' .. count
      .. '","properties":{"product_id":"p' .. visitor % 997
      .. '","price":12.5,"url":"https://shop.test/p/17"}}'
  end
  local body = '{"batch":[' .. table.concat(parts, ",") .. "]}"
  return wrk.format("POST", nil, { ["Authorization"] = "Basic ZGV2LXdyaXRlLWtleTo=" }, body)
end
