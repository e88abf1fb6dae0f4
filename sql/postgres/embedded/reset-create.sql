-- The database that takes the embedded one's place, in the locale that initdb gave the server.
CREATE DATABASE enterprise_os_new TEMPLATE template0
