/** Whatever the locale of the machine: what a command says is expected in English where a spec does not say otherwise. */
process.env.LC_ALL = 'en_US.UTF-8';
