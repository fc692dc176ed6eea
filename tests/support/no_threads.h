#pragma once

#include <cstddef>

#include <pthread.h>

namespace campanile::test {

/// While it lives, the system has no memory for the stack of a new thread.
class NoThreads {
public:
    NoThreads()
    {
        pthread_getattr_default_np(&m_usual);
        pthread_attr_t boundless;
        pthread_attr_init(&boundless);
        pthread_attr_setstacksize(&boundless, std::size_t{1} << 50U);
        pthread_setattr_default_np(&boundless);
        pthread_attr_destroy(&boundless);
    }
    ~NoThreads()
    {
        pthread_setattr_default_np(&m_usual);
        pthread_attr_destroy(&m_usual);
    }
    NoThreads(const NoThreads &) = delete;
    NoThreads &operator=(const NoThreads &) = delete;

private:
    pthread_attr_t m_usual{};
};

} // namespace campanile::test
