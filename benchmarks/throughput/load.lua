-- Sends one call again and again and counts the answers that are not the expected ones. The call and the text that its
-- answer holds come from files, as they may hold any byte. A result is one line of numbers.
local threads = {}

local function content(name)
    local file = assert(io.open(os.getenv("CALL_FOLDER") .. "/" .. name, "rb"))
    local text = file:read("*a")
    file:close()
    return text
end

function setup(thread)
    table.insert(threads, thread)
end

function init()
    wrong = 0
    expected = content("expected")
    wrk.method = content("method")
    wrk.path = content("target")
    wrk.body = content("body")
    for name, value in content("headers"):gmatch("([^\n:]+):([^\n]*)\n") do
        wrk.headers[name] = value
    end
    prepared = wrk.format()
end

function request()
    return prepared
end

function response(status, _, body)
    if status ~= 200 or not body:find(expected, 1, true) then
        wrong = wrong + 1
    end
end

function done(summary, latency)
    local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
    for _, thread in ipairs(threads) do
        errors = errors + thread:get("wrong")
    end
    local times = { latency:percentile(50), latency:percentile(99) }
    io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, errors, times[1], times[2]))
end
